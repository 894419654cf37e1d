from odoo import api, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.mail.tools.discuss import Store

from .discuss_channel import is_pact


class DiscussChannel(models.Model):
    """What a supervisor does in a colleague's conversation, beside reading it.

    Reading leaves no trace. To whisper is to write a note that the customer never
    sees; to join is to become a second member, whom the holder and all others see.
    """

    _inherit = "discuss.channel"

    def action_pact_join(self):
        """Join what a colleague holds, to answer the customer with them.

        :raise AccessError: without the rights to read, to answer and to assign there
        :raise UserError: if nobody holds it, or the asking user does
        """
        self.ensure_one()
        # sudo: discuss.channel - its company, before anything is locked
        channel = self.sudo()
        if not is_pact(channel) or channel.pact_company_id not in self._pact_joining():
            raise AccessError(
                self.env._("Your roles do not let you join a colleague's conversation.")
            )
        channel._pact_lock()
        if channel.pact_state != "in_progress":
            raise UserError(self.env._("Nobody holds this conversation right now."))
        if self.env.user.partner_id in channel.channel_member_ids.partner_id:
            raise UserError(self.env._("You take part in this conversation already."))
        mine = self.env["pact.member"]._of(self.env.user, channel.pact_company_id)
        mine._stay()
        mine._check_not_paused()
        channel._pact_let_in(self.env.user)
        channel._pact_say_who(joined=True)
        return True

    def action_pact_leave(self):
        """Leave a colleague's conversation that one joined."""
        self.ensure_one()
        # sudo: discuss.channel - one's own membership in it
        channel = self.sudo()
        mine = channel.channel_member_ids.filtered(
            lambda member: member.partner_id == self.env.user.partner_id
        )
        if not is_pact(channel) or channel.pact_agent_id == self.env.user or not mine:
            raise UserError(
                self.env._("You have not joined this conversation. Nothing to leave.")
            )
        channel._pact_lock()
        mine._pact_leave()
        channel._pact_say_who(joined=False)
        return True

    def _pact_say_who(self, *, joined):
        inbox = self.pact_inbox_id._in_its_language()
        name = self.env.user.name
        if joined:
            line = inbox.env._("%(name)s joined this conversation.", name=name)
        else:
            line = inbox.env._("%(name)s left this conversation.", name=name)
        self._pact_note(line)

    @api.model
    def _pact_joining(self):
        """Return where the asking user may join what a colleague holds."""
        rights = ("may_answer", "may_read_others", "may_assign")
        return self.env["pact.member"]._companies_where(*rights)

    def _pact_is_joined_by_me(self):
        """Return whether the asking user has joined it, and still may."""
        # sudo: discuss.channel - one's own standing in a conversation
        channel = self.sudo()
        return (
            channel.pact_state == "in_progress"
            and channel.pact_company_id in self._pact_joining()
            and self.env.user.partner_id in channel.channel_member_ids.partner_id
        )

    def _pact_is_answered_by_me(self):
        """Return whether the asking user holds it, or has joined who does."""
        return self._pact_is_held_by_me() or self._pact_is_joined_by_me()

    def _pact_check_answering(self):
        """Refuse whoever neither holds it nor joined it.

        :raise AccessError: with what to do first
        """
        if not self._pact_is_answered_by_me():
            raise AccessError(self._pact_not_yours_to_answer())

    def _pact_not_yours_to_answer(self):
        return self.env._("Take the conversation before you answer the customer.")

    def _pact_is_noted_by_me(self):
        """Return whether the asking user may write a note that stays in the house."""
        return self._pact_is_answered_by_me() or self._pact_may_whisper()

    def _pact_may_whisper(self):
        # sudo: discuss.channel - one's own standing in a conversation
        channel = self.sudo()
        whispering = ("may_read_others", "may_assign")
        members = self.env["pact.member"]
        return channel.pact_state in (
            "waiting",
            "in_progress",
        ) and channel.pact_company_id in members._companies_where(*whispering)


class DiscussChannelMember(models.Model):
    _inherit = "discuss.channel.member"

    def _pact_leave(self):
        """Leave one's place beside the holder; who may read on, reads on."""
        for member in self:
            store = Store(bus_channel=member._bus_channel())
            store.add(
                member.channel_id, {"close_chat_window": True, "isLocallyPinned": False}
            )
            store.delete(member).bus_send()
        self.unlink()

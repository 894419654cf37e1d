from odoo import api, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.mail.tools.discuss import Store

from .discuss_channel import is_pact


class DiscussChannel(models.Model):
    """Who holds a conversation: taking it, giving it back."""

    _inherit = "discuss.channel"

    def action_pact_open(self):
        """Open the conversation where it is read and answered: in Discuss."""
        self.check_access("read")
        return self._pact_opening()

    def _pact_opening(self):
        return {
            "type": "ir.actions.client",
            "tag": "mail.action_discuss",
            "params": {"active_id": f"discuss.channel_{self.id}"},
        }

    def action_pact_take(self):
        """Take a waiting conversation of one of my teams.

        :raise AccessError: if it waits for a team that is not mine
        :raise UserError: if somebody was faster
        """
        self.ensure_one()
        # sudo: discuss.channel - only its type and team, before anything is locked
        channel = self.sudo()
        if not is_pact(channel) or channel.pact_team_id not in self._pact_my_teams():
            raise AccessError(
                self.env._("Only members of its team take a conversation.")
            )
        channel._pact_lock()
        if channel.pact_state != "waiting":
            raise UserError(channel._pact_taken_sentence())
        channel._pact_hold(self.env.user)
        return True

    def action_pact_return(self):
        """Give the conversation back to its team's queue."""
        self._pact_locked_to_end()._pact_release(reason="returned")
        return True

    def _pact_lock(self):
        """Let nobody else change the conversation until this is done.

        :raise UserError: if somebody else is changing it in this moment
        """
        if self.try_lock_for_update(allow_referencing=True) != self:
            raise UserError(
                self.env._(
                    "Somebody else is changing this conversation right now. Look at "
                    "it again in a moment."
                )
            )

    def _pact_locked_to_end(self):
        """Return the conversations, locked, if the asking user may give them up."""
        # sudo: discuss.channel - who may end it is asked before anything is locked
        channels = self.sudo()
        if not all(channel._pact_is_mine_to_end() for channel in channels):
            raise AccessError(
                self.env._("Only whoever holds this conversation can do that.")
            )
        channels._pact_lock()
        if "finished" in channels.mapped("pact_state"):
            raise UserError(self._pact_finished_sentence())
        if "waiting" in channels.mapped("pact_state"):
            raise UserError(self.env._("Nobody holds this conversation right now."))
        return channels

    def _pact_is_mine_to_end(self):
        """Return whether the asking user holds it, or decides for who does."""
        answering, _reading = self._pact_companies()
        is_agent = self.pact_agent_id == self.env.user
        return is_pact(self) and (
            (is_agent and self.pact_company_id in answering)
            or self.pact_company_id in self._pact_assigning()
        )

    @api.model
    def _pact_assigning(self):
        """Return where the asking user decides about what others hold."""
        return self.env["pact.member"]._companies_where("may_assign")

    @api.model
    def _pact_finished_sentence(self):
        return self.env._("This conversation is already finished.")

    def _pact_taken_sentence(self):
        if self.pact_state == "finished":
            return self._pact_finished_sentence()
        return self.env._(
            "%(name)s already took this conversation. Choose the next one.",
            name=self.pact_agent_id.name,
        )

    def _pact_hold(self, user, reason="taken", **words):
        """Give the conversation to ``user``, whose screen shows it at once."""
        stint = self.env["pact.assignment"]._begin(self, reason, user, **words)
        self._pact_follow(stint)
        self.write(
            {
                "pact_state": "in_progress",
                "pact_agent_id": user.id,
                "pact_stint_id": stint.id,
                "pact_finished_date": False,
            }
        )
        self._pact_let_in_holder()
        self._pact_notify_queue()

    def _pact_let_in_holder(self):
        self._pact_let_in(self.pact_agent_id)

    def _pact_let_in(self, user):
        """Make ``user`` a member, in whose name: else core tells them of a guest."""
        # sudo: discuss.channel - whoever gives it to them was asked before
        self.with_user(user).sudo()._add_members(
            users=user,
            create_member_params={
                "new_message_separator": self._pact_first_unanswered()
            },
            post_joined_message=False,
        )

    def _pact_may_hold(self, user):
        """Return whether ``user`` may be given this conversation now."""
        self.ensure_one()
        able = self.env["pact.member"]._able_to_answer(self.pact_company_id)
        return user in able.user_id

    def _pact_first_unanswered(self):
        """Return the id from which the messages are news to whoever takes over."""
        if not self.pact_answered_date:
            return 1
        answered = self.env["pact.message"]._read_group(
            [
                ("channel_id", "=", self.id),
                ("direction", "=", "out"),
                ("is_automatic", "=", False),
            ],
            [],
            ["message_id:max"],
        )[0][0]
        return (answered or 0) + 1

    def _pact_release(self, reason):
        for channel in self:
            channel._pact_dismiss_members()
            channel._pact_wait(reason)
        self._pact_notify_queue()

    def _pact_wait(self, reason, **words):
        stints = self.env["pact.assignment"]._begin(self, reason, **words)
        for channel, stint in zip(self, stints, strict=True):
            channel._pact_follow(stint)
            # Who only changes queues does not wait anew.
            waits = channel.pact_state == "waiting" and channel.pact_waiting_date
            channel.write(
                {
                    "pact_state": "waiting",
                    "pact_agent_id": False,
                    "pact_stint_id": stint.id,
                    "pact_waiting_date": waits or stint.date_from,
                    "pact_finished_date": False,
                }
            )

    def _pact_dismiss_members(self):
        """Take the conversation off the screens of those who held it."""
        for member in self.channel_member_ids:
            store = Store(bus_channel=member._bus_channel())
            store.add(
                member.channel_id,
                {
                    "close_chat_window": True,
                    "isLocallyPinned": False,
                    # The browser forgets what it has read; who may, reads it again.
                    "pact_is_readable": False,
                },
            )
            store.delete(member).bus_send()
        self.channel_member_ids.unlink()

from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.mail.tools.discuss import Store

from .discuss_channel import OPEN, is_pact


class DiscussChannel(models.Model):
    """Who holds a conversation: taking it, giving it back, finishing it."""

    _inherit = "discuss.channel"

    def action_pact_open(self):
        """Open the conversation where it is read and answered: in Discuss."""
        self.check_access("read")
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

    def action_pact_finish(self):
        """End the episode; the next message of the customer opens a new one."""
        self._pact_locked_to_end()._pact_finish()
        return True

    def _pact_lock(self):
        """Let nobody else change the conversation until this is done.

        :raise UserError: if somebody else is changing it in this moment
        """
        if not self.try_lock_for_update(allow_referencing=True):
            raise UserError(
                self.env._(
                    "Somebody else is changing this conversation right now. Look at "
                    "it again in a moment."
                )
            )

    def _pact_locked_to_end(self):
        """Return the conversation, locked, if the asking user may give it up."""
        self.ensure_one()
        # sudo: discuss.channel - who may end it is asked before anything is locked
        channel = self.sudo()
        ending = self.env["pact.member"]._companies_where("may_assign")
        answering, _reading = self._pact_companies()
        is_agent = channel.pact_agent_id == self.env.user
        is_mine = is_pact(channel) and (
            (is_agent and channel.pact_company_id in answering)
            or channel.pact_company_id in ending
        )
        if not is_mine:
            raise AccessError(
                self.env._("Only whoever holds this conversation can do that.")
            )
        channel._pact_lock()
        if channel.pact_state == "finished":
            raise UserError(self.env._("This conversation is already finished."))
        if channel.pact_state == "waiting":
            raise UserError(self.env._("Nobody holds this conversation right now."))
        return channel

    def _pact_taken_sentence(self):
        if self.pact_state == "finished":
            return self.env._("This conversation is already finished.")
        return self.env._(
            "%(name)s already took this conversation. Choose the next one.",
            name=self.pact_agent_id.name,
        )

    def _pact_hold(self, user, reason="taken"):
        stint = self.env["pact.assignment"]._begin(self, reason, user)
        self.write(
            {
                "pact_state": "in_progress",
                "pact_agent_id": user.id,
                "pact_stint_id": stint.id,
            }
        )
        self._add_members(
            users=user,
            create_member_params={
                "new_message_separator": self._pact_first_unanswered()
            },
            post_joined_message=False,
        )
        self._pact_notify_queue()

    def _pact_first_unanswered(self):
        """Return the id from which the messages are news to whoever takes over."""
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

    def _pact_wait(self, reason):
        stints = self.env["pact.assignment"]._begin(self, reason)
        for channel, stint in zip(self, stints, strict=True):
            channel.write(
                {
                    "pact_state": "waiting",
                    "pact_agent_id": False,
                    "pact_stint_id": stint.id,
                    "pact_waiting_date": stint.date_from,
                }
            )

    def _pact_finish(self):
        now = fields.Datetime.now()
        waited = self.filtered(lambda channel: channel.pact_state == "waiting")
        for channel in self:
            channel._pact_dismiss_members()
            channel.pact_stint_id.date_to = now
            channel.write({"pact_state": "finished", "pact_finished_date": now})
        waited._pact_notify_queue()
        (self - waited)._pact_notify_watchers(["pact_state"])

    def _pact_move(self, identity):
        """Go on with ``identity``, which turned out to be the same person.

        Where it has an open conversation already, that one goes on.
        """
        is_open = [("pact_identity_id", "=", identity.id), ("pact_state", "in", OPEN)]
        if self.search_count(is_open, limit=1):
            self.filtered(lambda channel: channel.pact_state in OPEN)._pact_finish()
        self.flush_recordset()
        partner = identity.partner_id
        self.write(
            {
                "name": partner.display_name,
                "pact_identity_id": identity.id,
                "pact_partner_id": partner.id,
            }
        )
        self._pact_refresh_window()

    def _pact_dismiss_members(self):
        """Take the conversation off the screens of those who held it."""
        for member in self.channel_member_ids:
            store = Store(bus_channel=member._bus_channel())
            store.add(
                self,
                {
                    "close_chat_window": True,
                    "isLocallyPinned": False,
                    # The browser forgets what it has read; who may, reads it again.
                    "pact_is_readable": False,
                },
            )
            store.delete(member).bus_send()
        self.channel_member_ids.unlink()

    def _pact_notify_queue(self):
        """Tell the team what waits now; no word of what was said."""
        for team, channels in self.grouped("pact_team_id").items():
            store = Store().add(channels, self._pact_queue_fields())
            team._notify_members(store.get_result())
        self._pact_notify_watchers(["pact_state", "pact_agent_name"])

    def _pact_notify_watchers(self, names):
        """Tell whoever has the conversation open, on its current stint."""
        for channel in self:
            Store(bus_channel=channel).add(channel, names).bus_send()

    def _pact_waiting_for_me(self, limit):
        """Return what waits for the asking user's teams, under sudo, oldest first."""
        # sudo: discuss.channel - only the fields that a queue may show are read
        return self.sudo().search(
            [
                ("pact_team_id", "in", self._pact_my_teams().ids),
                ("pact_state", "=", "waiting"),
            ],
            order="pact_waiting_date, id",
            limit=limit,
        )

    def _pact_my_teams(self):
        return self.env["pact.member"]._mine().filtered("may_take").team_ids

    def _pact_note(self, sentence):
        """Post a line of the system's own, seen by whoever reads the conversation."""
        return self.message_post(
            pact_from_network=self._pact_from_network,
            body=sentence,
            author_id=self.env.ref("base.partner_root").id,
            message_type="notification",
            subtype_xmlid="mail.mt_note",
        )

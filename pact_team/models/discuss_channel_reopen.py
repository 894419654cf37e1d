from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..rules import reopening
from .discuss_channel import OPEN


class DiscussChannel(models.Model):
    """Going on with what was finished: because the customer wrote, or by hand."""

    _inherit = "discuss.channel"

    def action_pact_reopen(self):
        """Open one's own finished conversation again, or as a supervisor anybody's.

        :raise AccessError: if it is neither
        :raise UserError: if it is not finished, or the customer has another open one
        """
        self.ensure_one()
        # sudo: discuss.channel - who may reopen it is asked before anything is locked
        channel = self.sudo()
        if not channel._pact_is_mine_to_end():
            raise AccessError(
                self.env._("Only whoever held this conversation can reopen it.")
            )
        channel._pact_lock()
        channel._pact_check_reopenable()
        is_agent = channel.pact_agent_id == self.env.user
        channel._pact_go_on(to=self.env.user if is_agent else None)
        channel._pact_refresh_window()
        return True

    def _pact_check_reopenable(self):
        if self.pact_state != "finished":
            raise UserError(self.env._("This conversation is open already."))
        identity = self.pact_identity_id
        is_open = [("pact_identity_id", "=", identity.id), ("pact_state", "in", OPEN)]
        if self.search_count(is_open, limit=1):
            raise UserError(
                self.env._(
                    "This customer has another open conversation. Go on with that one."
                )
            )

    def _pact_go_on(self, to=None):
        """Reopen for ``to``, else for its last holder, else in its team's queue."""
        self.pact_team_id = self._pact_team_now()
        holder = to or self._pact_last_holder()
        if holder:
            self._pact_hold(holder, reason="reopened")
        else:
            self._pact_wait("reopened")
            self._pact_notify_queue()

    def _pact_last_holder(self):
        last = self.pact_agent_id
        may_hold = bool(last) and self._pact_may_get_back(last)
        return last.browse(reopening.holder(last.id or None, may_hold=may_hold))

    def _pact_team_now(self):
        """Return its team; where that is used no more, the inbox's queue."""
        team = self.pact_team_id
        is_used = team.active and self.pact_company_id.pact_uses_departments
        return team if is_used else self.pact_inbox_id._queue()

    @api.model
    def _pact_reopen_written(self, inbox, arrivals, identities):
        """Reopen what ``identities`` go on with; return ``{identity: conversation}``.

        One query for all who have no open conversation, and none for all others.
        """
        if not identities or not (hours := inbox.company_id.pact_reopen_hours):
            return {}
        wrote = self._pact_wrote(arrivals)
        found = {}
        for channel in self._pact_lately_finished(identities, hours, wrote):
            identity = channel.pact_identity_id
            finished = channel.pact_finished_date
            if identity not in found and reopening.reopens(
                finished, hours, wrote=wrote[identity]
            ):
                found[identity] = channel
        for channel in found.values():
            channel._pact_go_on()
        return found

    @api.model
    def _pact_wrote(self, arrivals):
        """Return when each customer first wrote, never later than now."""
        now = fields.Datetime.now()
        wrote = {}
        for identity, message in arrivals:
            if not message.is_echo:
                sent = min(message.sent_date or now, now)
                wrote[identity] = min(wrote.get(identity, sent), sent)
        return wrote

    @api.model
    def _pact_lately_finished(self, identities, hours, wrote):
        """Return what could be reopened, what was finished last first."""
        earliest = min(wrote[identity] for identity in identities)
        return self.search_fetch(
            [
                ("pact_identity_id", "in", [one.id for one in identities]),
                ("pact_state", "=", "finished"),
                ("pact_finished_date", ">", earliest - timedelta(hours=hours)),
            ],
            order="pact_finished_date desc, id desc",
        )

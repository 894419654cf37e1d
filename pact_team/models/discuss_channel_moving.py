from odoo import api, models

from .discuss_channel import OPEN


class DiscussChannel(models.Model):
    """Open conversations whose team, agent or identity goes away."""

    _inherit = "discuss.channel"

    def _pact_change_team(self, team, reason="moved"):
        """Put open conversations under ``team``: nobody waits anew for that.

        What is held stays with its holder; the team changes around it.
        """
        waiting = self.filtered(lambda channel: channel.pact_state == "waiting")
        for former, channels in waiting.grouped("pact_team_id").items():
            former._forget_queue(channels)
        self.write({"pact_team_id": team.id})
        stints = self.env["pact.assignment"]._begin(waiting, reason)
        for channel, stint in zip(waiting, stints, strict=True):
            channel.pact_stint_id = stint
        waiting._pact_notify_queue()
        (self - waiting)._pact_notify_watchers(["pact_team_name", "pact_team_color"])

    @api.model
    def _pact_leave_archived_teams(self):
        """Move what came to a team in the very moment in which it was archived.

        Neither of the two who meet sees the other; to lock the team for each customer
        who writes would cost more than to look for it afterwards.
        """
        # sudo: discuss.channel - the job works for every company
        channels = self.sudo().with_context(active_test=False)
        lost = channels.search(
            [("pact_state", "in", OPEN), ("pact_team_id.active", "=", False)]
        )
        for inbox, theirs in lost.grouped("pact_inbox_id").items():
            theirs._pact_change_team(inbox._queue())

    def _pact_inherit(self, user):
        """Hand a held conversation to ``user``, whose screen shows it at once."""
        self._pact_dismiss_members()
        self._pact_hold(user, reason="inherited")

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

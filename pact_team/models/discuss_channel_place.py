from odoo import fields, models
from odoo.tools import SQL

from ..rules import assignment, telling


class DiscussChannel(models.Model):
    """Telling who waits that all of it stands still, or which place they have."""

    _inherit = "discuss.channel"

    pact_operation_told_date = fields.Datetime(string="Told of the pause")
    pact_place_told_date = fields.Datetime(string="Told of the place in the queue")

    def _pact_tell_paused(self, team, _inbox, now):
        if not (text := team._words_when_paused()):
            return
        since = team.pause_id.date_from
        told = self._pact_waiting().filtered(
            lambda channel: telling.is_due(
                told=channel.pact_operation_told_date or None, since=since
            )
        )
        told._pact_say(text, now)
        told.pact_operation_told_date = now

    def _pact_tell_open(self, team, inbox, now):
        if not team.tells_place:
            return
        untold = self._pact_waiting().filtered(
            lambda channel: telling.is_due(
                told=channel.pact_place_told_date or None,
                since=channel.pact_waiting_date,
            )
        )
        deals = team.method in assignment.BY_ITSELF
        for channel, place in untold._pact_places(team).items():
            if telling.is_place_due(place, deals=deals):
                channel._pact_say(team._words_for_place(place, inbox), now)
                channel.pact_place_told_date = now

    def _pact_waiting(self):
        return self.filtered(lambda channel: channel.pact_state == "waiting")

    def _pact_places(self, team):
        """Return ``{conversation: place}`` in the queue of ``team``, in one query."""
        if not self:
            return {}
        self.flush_model(["pact_state", "pact_team_id", "pact_waiting_date"])
        rows = self.env.execute_query(
            SQL(
                """SELECT id, place FROM (
                       SELECT id,
                              row_number() OVER (ORDER BY pact_waiting_date, id) place
                         FROM discuss_channel
                        WHERE pact_team_id = %s AND pact_state = 'waiting') queue
                    WHERE id IN %s""",
                team.id,
                tuple(self.ids),
            )
        )
        return {self.browse(number): place for number, place in rows}

from functools import partial

from odoo import fields, models

from ..rules import assignment, capacity


class PactTeam(models.Model):
    """How far the decider has looked through the queue of a team.

    Only where a whole turn gave nothing: the next one goes on there, so that what
    cannot be given at the head never hides what is behind it.
    """

    _inherit = "pact.team"

    looked_until_date = fields.Datetime(copy=False, groups=fields.NO_ACCESS)
    looked_until_ref = fields.Integer(copy=False, groups=fields.NO_ACCESS)

    def _place_to_look_from(self):
        """Return after which waiting date and conversation id to begin."""
        since = self.looked_until_date or fields.Datetime.to_datetime("1970-01-01")
        return since, self.looked_until_ref

    def _stop_looking_at(self, channel, outcomes):
        """Remember that a turn ended at ``channel``, or with the queue if empty."""
        is_stuck = channel and "given" not in outcomes
        place = (channel.pact_waiting_date, channel.id) if is_stuck else (False, 0)
        if place != (self.looked_until_date, self.looked_until_ref):
            self.env["ir.cron"]._pact_commit(partial(self._look_until, *place))

    def _look_until(self, date, channel_id):
        self.write({"looked_until_date": date, "looked_until_ref": channel_id})

    def _rooms_there(self, now):
        """Return ``{user id: points}`` of whoever could be given something now."""
        rooms = {each.id: assignment.room(each) for each in self._candidates(now)}
        # sudo: pact.member - who is there is decided about, not shown
        there = self.env["pact.member"].sudo().browse(rooms)
        return {
            member.user_id.id: rooms[member.id]
            for member in there
            if rooms[member.id] >= capacity.LIGHTEST
        }

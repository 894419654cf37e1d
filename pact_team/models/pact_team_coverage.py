from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ..rules import coverage


class PactTeam(models.Model):
    """How many of a team stay, however many would pause."""

    _inherit = "pact.team"

    minimum_available = fields.Integer(
        string="Available at least",
        help="Whoever would pause and leave fewer waits for somebody to come back. "
        "0 is no minimum.",
    )

    _minimum_available_positive = models.Constraint(
        "CHECK (minimum_available BETWEEN 0 AND 1000)",
        "The minimum of available people is 0, for none, or more.",
    )

    def write(self, vals):
        result = super().write(vals)
        if "minimum_available" in vals:
            self.env["pact.pause.turn"]._wake()
        return result

    def _standings(self, turn):
        """Return how each team stands for whoever has ``turn``, or asks after all."""
        waiting = self.env["pact.pause.turn"]._before(turn, self.company_id)
        ahead = waiting.member_id.filtered(_is_there)
        return [
            coverage.Standing(
                available=len(team.member_ids.filtered(_is_there)),
                minimum=team.minimum_available,
                ahead=len(team.member_ids & ahead),
                back=team._planned_returns(),
            )
            for team in self
        ]

    def _planned_returns(self):
        """Return when those who pause now have to be back; who is late, at once."""
        now = fields.Datetime.now()
        running = self.member_ids.availability_id.filtered("planned_minutes")
        return tuple(
            max(now, one.date_from + timedelta(minutes=one.planned_minutes))
            for one in running
        )

    def _keep_count(self):
        """Write the row of each team: of two who leave at once, one is repeated."""
        self.flush_recordset()
        for team in self.sorted("id"):
            self.env.cr.execute(
                SQL(
                    "UPDATE pact_team SET minimum_available = minimum_available"
                    " WHERE id = %s",
                    team.id,
                )
            )

    @api.model
    def _guarded(self, teams):
        return teams.filtered(lambda team: team.active and team.minimum_available)


def _is_there(member):
    return member.may_answer and member.availability == "available"

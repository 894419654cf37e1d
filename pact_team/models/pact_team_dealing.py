from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

# What changes who gets something, or whether anybody does.
DECISIVE = frozenset(
    {
        "active",
        "last_agent_hours",
        "member_ids",
        "method",
        "most_hours",
        "overflow_minutes",
        "overflow_team_id",
        "puts_owner_first",
    }
)


class PactTeam(models.Model):
    """Whom a team could give something to, and when the decider has to look."""

    _inherit = "pact.team"

    @api.model_create_multi
    def create(self, vals_list):
        teams = super().create(vals_list)
        teams._wake_decider()
        return teams

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & DECISIVE:
            self._wake_decider()
        return result

    def _wake_decider(self):
        """Let the decider look at what waits, where one of these teams gives it."""
        if any(team._gives_by_itself() for team in self):
            self.env["ir.cron"]._pact_wake("pact_team.ir_cron_distribute")

    @api.model
    def _wake_decider_in(self, companies):
        """Let the decider look where somebody of ``companies`` has room again."""
        if not companies:
            return
        # sudo: pact.team - whether any team gives by itself, whoever has room
        teams = self.sudo()
        giving = teams._giving_domain() & Domain("company_id", "in", companies.ids)
        if teams.search_count(giving, limit=1):
            self.env["ir.cron"]._pact_wake("pact_team.ir_cron_distribute")

    def _candidates(self, now, channel=None):
        """Return who could be given what waits for this team, as they are at ``now``.

        :param datetime now: in UTC, naive
        :param channel: the conversation it is about, if any
        :return: a list of ``rules.assignment.Candidate``
        """
        self.ensure_one()
        self.flush_recordset(["member_ids"])
        # sudo: pact.member - who is there is decided about, not shown
        return (
            self.env["pact.member"]
            .sudo()
            ._candidates_where(
                SQL(
                    """member.active AND member.may_answer AND member.id IN (
                       SELECT pact_member_id FROM pact_member_pact_team_rel
                        WHERE pact_team_id = %s)""",
                    self.id,
                ),
                now,
                channel,
            )
        )

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Command


class PactTeam(models.Model):
    """Who is in a team, and who belongs in it without being chosen for it."""

    _inherit = "pact.team"

    @api.model_create_multi
    def create(self, vals_list):
        teams = super().create(vals_list)
        for team in teams:
            team._check_joining(team._people())
        teams._admit_everybody_due()
        return teams

    def write(self, vals):
        if not {"member_ids", "supervisor_ids", "active"} & vals.keys():
            return super().write(vals)
        before = {team: team._people() for team in self}
        result = super().write(vals)
        for team in self:
            team._check_joining(team._people() - before[team])
        self._admit_everybody_due()
        return result

    def _people(self):
        everyone = self.with_context(active_test=False)
        return everyone.member_ids | everyone.supervisor_ids

    def _check_joining(self, members):
        removed = members.filtered(lambda member: not member.active)
        if removed:
            raise UserError(
                self.env._(
                    "%(names)s no longer works in this company. Take them back in "
                    "first, or choose somebody else.",
                    names=", ".join(removed.mapped("name")),
                )
            )

    def _admit_everybody_due(self):
        # sudo: pact.member - who works in all teams, whoever changes one
        for team in self.filtered("active").sudo():
            colleagues = team.env["pact.member"].search(
                [("company_id", "=", team.company_id.id)]
            )
            if not team._is_for_everybody():
                colleagues = colleagues.filtered("in_all_teams")
            team._admit(colleagues)

    def _is_for_everybody(self):
        """Return whether the whole company works in this team, without departments."""
        company = self.company_id
        return (
            not company.pact_uses_departments and self == company.pact_general_team_id
        )

    def _admit(self, members):
        for team in self:
            if missing := members - team.member_ids:
                team.member_ids = [Command.link(member.id) for member in missing]

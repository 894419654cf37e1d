from odoo import api, fields, models


class PactMember(models.Model):
    """In which teams somebody works, where that is not chosen one by one."""

    _inherit = "pact.member"

    in_all_teams = fields.Boolean(
        string="All teams",
        tracking=True,
        help="Works in every team of the company, also in those made later.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        members = super().create(vals_list)
        members._join_teams()
        return members

    def write(self, vals):
        result = super().write(vals)
        if {"in_all_teams", "team_ids", "active"} & vals.keys():
            self._join_teams()
        return result

    def _join_teams(self):
        """Link who works everywhere to the teams they are still missing in."""
        # sudo: pact.member - follows from what was decided about company and member
        members = self.sudo().filtered("active")
        for company, colleagues in members.grouped("company_id").items():
            if not company.pact_uses_departments:
                company._pact_general_team()._admit(colleagues)
            if everywhere := colleagues.filtered("in_all_teams"):
                teams = everywhere.env["pact.team"]
                teams.search([("company_id", "=", company.id)])._admit(everywhere)

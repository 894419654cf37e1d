from odoo import api, fields, models
from odoo.exceptions import ValidationError


class ResCompany(models.Model):
    """Whether a company works in departments, or everybody in one general team."""

    _inherit = "res.company"

    pact_uses_departments = fields.Boolean(
        string="Use departments",
        default=True,
        help="Off: everybody works in one general team, and every new conversation "
        "goes there. Your teams are kept for the day you turn it on again.",
    )
    pact_general_team_id = fields.Many2one(
        "pact.team", string="General team", readonly=True, copy=False
    )

    @api.constrains("pact_general_team_id")
    def _check_pact_general_team(self):
        for company in self:
            if company.pact_general_team_id.company_id - company:
                raise ValidationError(
                    self.env._("The general team belongs to the company itself.")
                )

    def write(self, vals):
        switched = self.browse()
        if "pact_uses_departments" in vals:
            wanted = bool(vals["pact_uses_departments"])
            switched = self.filtered(lambda one: one.pact_uses_departments != wanted)
        result = super().write(vals)
        for company in switched:
            company._pact_switch_departments()
        return result

    def _pact_switch_departments(self):
        """Let everybody work in the general team, or in their own again."""
        # sudo: pact.member - all of the company, whoever may see them
        members = self.env["pact.member"].sudo().search([("company_id", "=", self.id)])
        if not self.pact_uses_departments:
            members._join_teams()
            general = self._pact_general_team()
            others = general.search(
                [("company_id", "=", self.id), ("id", "!=", general.id)]
            )
            others._open_conversations()._pact_change_team(general)
        members._refresh_access(members.user_id)

    def _pact_general_team(self):
        """Return the team of everybody, under sudo, made when first asked for."""
        self.ensure_one()
        # sudo: res.company - the general team follows from the company's switch
        company = self.sudo()
        if not company.pact_general_team_id.active:
            company.pact_general_team_id = company._pact_make_general_team()
        return company.pact_general_team_id

    def _pact_make_general_team(self):
        name = self._pact_general_team_name()
        named = self._pact_in_its_language().env["pact.team"]
        found = named.search([("company_id", "=", self.id), ("name", "=ilike", name)])
        if found or self.pact_general_team_id:
            team = found[:1] or self.pact_general_team_id
            team.active = True
            return team
        return named.create(
            {
                "name": name,
                "color": 8,
                "kind": "department",
                "company_id": self.id,
                "member_ids": [],
            }
        )

    def _pact_general_team_name(self):
        return self._pact_in_its_language().env._("General")

    def _pact_in_its_language(self):
        """Return this company, writing in the language of its people."""
        return self.with_context(lang=self.partner_id.lang or self.env.lang)

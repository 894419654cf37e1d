from odoo import api, fields, models
from odoo.fields import Command


class ResCompany(models.Model):
    _inherit = "res.company"

    pact_invitation_days = fields.Integer(
        string="Invitations are valid for (days)", default=7, required=True
    )

    pact_nudge_minutes = fields.Integer(
        string="Warn before the window closes (minutes)",
        default=120,
        required=True,
        help="An agent is told once whose customer has no answer yet; 0 for never.",
    )

    _pact_nudge_minutes_range = models.Constraint(
        "CHECK (pact_nudge_minutes BETWEEN 0 AND 1380)",
        "A warning comes at most 23 hours before the window closes.",
    )
    _pact_invitation_days_range = models.Constraint(
        "CHECK (pact_invitation_days BETWEEN 1 AND 90)",
        "An invitation is valid for 1 to 90 days.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        companies._pact_add_first_administrator(self.env.user)
        return companies

    def write(self, vals):
        users = self.user_ids if "user_ids" in vals else self.env["res.users"]
        result = super().write(vals)
        users._pact_end_memberships()
        return result

    def _pact_add_first_administrator(self, user):
        """Let whoever makes a company administer it; somebody has to be the first."""
        # sudo: pact.member - nobody has a right in a company that is new
        members = self.env["pact.member"].sudo()
        if user._is_internal() and not user._is_superuser():
            user_companies = self.filtered(lambda one: one in user.sudo().company_ids)
            members.create(
                [
                    {
                        "user_id": user.id,
                        "company_id": company.id,
                        "role_ids": [
                            Command.set(
                                self.env.ref("pact_team.pact_role_administrator").ids
                            )
                        ],
                    }
                    for company in user_companies
                ]
            )

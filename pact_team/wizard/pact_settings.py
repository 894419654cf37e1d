from odoo import api, fields, models
from odoo.exceptions import AccessError


class PactSettings(models.TransientModel):
    """The settings of one company, for those who may configure it.

    Odoo's own settings open for system administrators only; who administers a team
    need not be one.
    """

    _name = "pact.settings"
    _description = "Settings"

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    invitation_days = fields.Integer(
        string="Invitations are valid for",
        default=lambda self: self._default_of("pact_invitation_days"),
    )
    sms_codes = fields.Boolean(
        string="Send codes by SMS",
        default=lambda self: self._default_of("pact_sms_codes"),
        help="Colleagues without WhatsApp confirm their phone by SMS.",
    )

    @api.model
    def _default_of(self, name):
        return self._company()[name]

    @api.model
    def _company_fields(self):
        """Return ``{setting: the field of the company that holds it}``."""
        return {
            "invitation_days": "pact_invitation_days",
            "sms_codes": "pact_sms_codes",
        }

    @api.depends("company_id")
    def _compute_display_name(self):
        self.display_name = self.env._("Settings")

    def action_save(self):
        self.ensure_one()
        company = self._company(self.company_id)
        company.write(
            {field: self[name] for name, field in self._company_fields().items()}
        )
        return {"type": "ir.actions.act_window_close"}

    @api.model
    def _company(self, company=None):
        """Return the company, to be read and written by who may configure it."""
        company = company or self.env.company
        if company not in self.env["pact.member"]._companies_where("may_configure"):
            raise AccessError(
                self.env._("Only who may configure %s changes that.", company.name)
            )
        # sudo: res.company - its own settings, by who may configure it
        return company.sudo()

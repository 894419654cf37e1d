from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

ADDRESS = frozenset(
    {"alias_id", "alias_name", "alias_domain_id", "alias_contact", "alias_defaults"}
    | {"alias_bounced_content"}
)


class PactTeam(models.Model):
    """The address of a team: what comes there is a request (S18)."""

    _name = "pact.team"
    _inherit = ["pact.team", "mail.alias.mixin.optional"]

    alias_name = fields.Char(string="Requests by e-mail to")
    alias_contact = fields.Selection(
        related="alias_id.alias_contact", readonly=False, string="Accept e-mails from"
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_address_values(vals)
        return super().create(vals_list)

    def write(self, vals):
        """Core writes an address under sudo, so who may is asked before."""
        self._check_address_values(vals)
        if ADDRESS & vals.keys():
            self.check_access("write")
        if vals.get("alias_name"):
            # sudo: pact.team - core makes the address, and nobody else may write which
            without = self.sudo().filtered(lambda team: not team.alias_id)
            super(PactTeam, without).write({"alias_name": vals["alias_name"]})
        return super().write(vals)

    @api.model
    def _check_address_values(self, vals):
        if not self.env.su and {"alias_id", "alias_defaults"} & vals.keys():
            raise AccessError(
                self.env._("What becomes of a letter to a team is not chosen by hand.")
            )
        if vals.get("alias_contact") == "followers":
            raise ValidationError(
                self.env._("A team has no followers. Choose everyone, or known people.")
            )

    def _alias_get_creation_values(self):
        values = super()._alias_get_creation_values()
        values["alias_model_id"] = self.env["ir.model"]._get_id("pact.ticket")
        if self.id:
            values["alias_defaults"] = {"team_id": self.id}
            # sudo: res.company - at whose domain its teams have their addresses
            company = self.sudo().company_id
            domain = self.alias_domain_id or company.alias_domain_id
            values["alias_domain_id"] = domain.id
        return values

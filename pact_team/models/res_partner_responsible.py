from odoo import api, fields, models
from odoo.exceptions import AccessError


class ResPartner(models.Model):
    """Who files and follows the requests of a customer's company in the portal."""

    _inherit = "res.partner"

    pact_is_responsible = fields.Boolean(
        string="Responsible for requests",
        help="Files requests in the portal, and reads all those of their company.",
    )

    @api.model
    def default_get(self, fields):
        """Nobody's own default names a responsible person."""
        return super().default_get(
            [name for name in fields if name != "pact_is_responsible"]
        )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._pact_check_responsible(vals)
        return super().create(vals_list)

    def write(self, vals):
        self._pact_check_responsible(vals)
        return super().write(vals)

    @api.model
    def _pact_check_responsible(self, vals):
        """Whoever names a responsible person opens all requests of that company."""
        if not vals.get("pact_is_responsible") or self.env.su:
            return
        if not self.env["pact.member"]._companies_where("may_edit_contacts"):
            raise AccessError(
                self.env._("Only who edits contacts says who is responsible.")
            )

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class PactContactMethod(models.Model):
    """How a customer wants to be answered: by phone, by e-mail, in person."""

    _name = "pact.contact.method"
    _description = "Contact method"
    _inherit = ["pact.named"]
    _order = "sequence, name, id"
    _right_to_read = "may_answer"

    sequence = fields.Integer(default=10)

    @api.model
    def action_add_usual(self):
        """Add the usual ones that the current company does not have."""
        company = self.env.company
        if company not in self.env["pact.member"]._companies_where("may_configure"):
            raise AccessError(
                self.env._("Only who may configure the company adds contact methods.")
            )
        company._pact_make_usual_methods()
        return {"type": "ir.actions.client", "tag": "soft_reload"}

    @api.ondelete(at_uninstall=False)
    def _unlink_unused(self):
        # sudo: pact.ticket - what uses it counts, whoever may read it
        tickets = self.env["pact.ticket"].sudo().with_context(active_test=False)
        if tickets.search_count([("contact_method_id", "in", self.ids)], limit=1):
            raise UserError(
                self.env._(
                    "Requests were filed with this contact method. Archive it: it is "
                    "offered no more, and they keep it."
                )
            )

    @api.model
    def _offered_in(self, company):
        """Return what a customer of ``company`` may choose from, under sudo."""
        # sudo: pact.contact.method - their names, for whoever may file a request
        return self.sudo().search([("company_id", "=", company.id)])

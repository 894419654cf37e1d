from odoo import api, fields, models


class PactContactMethod(models.Model):
    """How a customer wants to be answered: by phone, by e-mail, in person."""

    _name = "pact.contact.method"
    _description = "Contact method"
    _inherit = ["pact.named"]
    _order = "sequence, name, id"
    _right_to_read = "may_answer"

    sequence = fields.Integer(default=10)

    @api.model
    def _offered_in(self, company):
        """Return what a customer of ``company`` may choose from, under sudo."""
        # sudo: pact.contact.method - their names, for whoever may file a request
        return self.sudo().search([("company_id", "=", company.id)])

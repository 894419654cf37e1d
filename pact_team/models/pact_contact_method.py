from odoo import fields, models


class PactContactMethod(models.Model):
    """How a customer wants to be answered: by phone, by e-mail, in person."""

    _name = "pact.contact.method"
    _description = "Contact method"
    _inherit = ["pact.named"]
    _order = "sequence, name, id"
    _right_to_read = "may_answer"

    sequence = fields.Integer(default=10)

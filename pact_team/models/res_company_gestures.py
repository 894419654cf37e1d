from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    pact_is_read_shown = fields.Boolean(
        string="Customers see that a message was read", default=True
    )
    pact_is_typing_shown = fields.Boolean(
        string="Customers see that somebody types",
        default=True,
        help="Whoever sees that somebody types sees that it was read, too.",
    )

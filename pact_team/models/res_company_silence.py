from odoo import fields, models


class ResCompany(models.Model):
    """When a company takes the silence of a customer for the end."""

    _inherit = "res.company"

    pact_silence_hours = fields.Integer(
        string="Finished by the customer's silence after (hours)",
        default=0,
        required=True,
        help="Counted from our last message, where the customer is the one to answer. "
        "0 for never.",
    )
    pact_silence_text = fields.Text(
        string="Message sent to the customer then",
        help="Sent when a conversation is finished by silence, while free text reaches "
        "the customer. Empty means that nothing is sent.",
    )

    _pact_silence_hours_range = models.Constraint(
        "CHECK (pact_silence_hours BETWEEN 0 AND 720)",
        "A conversation is finished by silence after 0 to 720 hours.",
    )

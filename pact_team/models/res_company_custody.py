from odoo import fields, models


class ResCompany(models.Model):
    """How a company wants conversations to be handed over, finished and reopened."""

    _inherit = "res.company"

    pact_transfer_note = fields.Boolean(
        string="A transfer needs a note",
        help="Whoever hands a conversation over says why.",
    )
    pact_classification_required = fields.Boolean(
        string="Finishing needs a classification",
        help="A conversation is finished with what it was about.",
    )
    pact_reopen_hours = fields.Integer(
        string="Reopened by the customer within (hours)",
        default=24,
        required=True,
        help="Who writes again so soon goes on with the same conversation, and with "
        "the same agent. 0: every message after the end opens a new one.",
    )

    _pact_reopen_hours_range = models.Constraint(
        "CHECK (pact_reopen_hours BETWEEN 0 AND 720)",
        "A conversation is reopened within 0 to 720 hours.",
    )

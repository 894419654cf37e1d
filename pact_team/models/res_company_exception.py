from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    pact_exception_minutes = fields.Integer(
        string="Exceptions hold for (minutes)",
        default=60,
        help="How long a pause that was granted as an exception may still begin, and "
        "how long whoever asked waits for an answer.",
    )

    _pact_exception_minutes_range = models.Constraint(
        "CHECK (pact_exception_minutes BETWEEN 1 AND 1440)",
        "An exception holds for at least a minute, and at most 1440, which is a day.",
    )

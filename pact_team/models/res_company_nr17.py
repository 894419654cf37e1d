from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    pact_nr17 = fields.Boolean(
        string="NR-17 mode",
        help="For Brazil: a rest begins neither in the first nor in the last hour of "
        "somebody's shift, and they and who looks after them are told while one that "
        "is missing still fits. The shift is that of their working hours. Without any, "
        "it begins when they are first available on a day, and lasts six hours.",
    )

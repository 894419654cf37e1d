from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    pact_has_pauses = fields.Boolean(string="Members take pauses", default=True)
    pact_is_pause_shown = fields.Boolean(
        string="Colleagues see the reason of a pause",
        default=True,
        help="Whoever looks after the team always sees it.",
    )
    pact_is_chosen_at_login = fields.Boolean(
        string="Unavailable until chosen",
        help="Whoever logs in gets conversations only after choosing to be available.",
    )

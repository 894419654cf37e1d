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
    pact_away_minutes = fields.Integer(
        string="Away after (minutes)",
        help="Without a sign of life at the screen; nothing new is given to them "
        "until they are back. 0 is never.",
    )
    pact_gone_minutes = fields.Integer(
        string="Unavailable after (minutes)",
        help="Without a sign of life at the screen; they come back by choosing to. "
        "0 is never.",
    )

    _pact_idle_minutes_range = models.Constraint(
        "CHECK (pact_away_minutes BETWEEN 0 AND 1440"
        " AND pact_gone_minutes BETWEEN 0 AND 1440)",
        "Somebody is away after at most 1440 minutes, which is a day; 0 is never.",
    )

from odoo import fields, models

# What makes room for somebody, or lets them be given something.
DECISIVE = frozenset({"pact_awaited", "pact_keeps_hours", "pact_ramp_weeks"})


class ResCompany(models.Model):
    _inherit = "res.company"

    pact_awaited = fields.Selection(
        [("whole", "Whole"), ("half", "Half"), ("nothing", "Nothing")],
        string="What waits for the customer counts",
        required=True,
        default="whole",
        help="Towards the maximum of whoever holds it. What comes to somebody counts "
        "whole.",
    )
    pact_ramp_weeks = fields.Integer(
        string="Newcomers' maximum grows for (weeks)",
        help="Week by week, evenly, up to the maximum of the member. 0 is at once.",
    )

    _pact_ramp_weeks_range = models.Constraint(
        "CHECK (pact_ramp_weeks BETWEEN 0 AND 52)",
        "The maximum of newcomers grows for at most 52 weeks; 0 is at once.",
    )

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & DECISIVE:
            self.env["pact.team"]._wake_decider_in(self)
        return result

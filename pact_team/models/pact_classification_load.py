from odoo import fields, models

from .pact_inbox_load import HALVES


class PactClassification(models.Model):
    """What a conversation of this classification counts."""

    _inherit = "pact.classification"

    load_points = fields.Float(
        string="Points",
        digits=(16, 1),
        help="What such a conversation counts towards the maximum of whoever holds "
        "it; 0 is what its inbox says.",
    )

    _load_points_halves = models.Constraint(
        f"CHECK (load_points BETWEEN 0 AND 100 AND {HALVES})",
        "A conversation counts up to 100 points, in halves; 0 is what its inbox says.",
    )

    def write(self, vals):
        result = super().write(vals)
        if "load_points" in vals:
            self.env["pact.team"]._wake_decider_in(self.company_id)
        return result

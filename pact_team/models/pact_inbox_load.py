from odoo import fields, models, tools

HALVES = "load_points * 2 = floor(load_points * 2)"


class PactInbox(models.Model):
    """What a conversation of this inbox counts."""

    _inherit = "pact.inbox"

    load_points = fields.Float(
        string="Points",
        default=1,
        required=True,
        digits=(16, 1),
        help="What one of its conversations counts towards the maximum of whoever "
        "holds it, whole or half.",
    )

    _load_points_halves = models.Constraint(
        f"CHECK (load_points BETWEEN 0.5 AND 100 AND {HALVES})",
        "A conversation counts from half a point up to 100, in halves.",
    )

    def write(self, vals):
        result = super().write(vals)
        if "load_points" in vals:
            self._forget()
            self.env["pact.team"]._wake_decider_in(self.company_id)
        return result

    @tools.ormcache("self.id")
    def _points(self):
        """Return its points, remembered: asked at each conversation that is given."""
        return self.load_points

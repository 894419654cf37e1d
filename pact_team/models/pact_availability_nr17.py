from odoo import fields, models


class PactAvailability(models.Model):
    """What a pause was for the law when it began, whatever becomes of its type."""

    _inherit = "pact.availability"

    rest_kind = fields.Selection(
        [("rest", "Rest"), ("meal", "Meal"), ("body", "Need of the body")],
        string="Counts as",
    )

    def _outcome(self, now):
        """Judge no need of the body."""
        return False if self.rest_kind == "body" else super()._outcome(now)

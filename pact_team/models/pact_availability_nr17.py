from odoo import api, fields, models
from odoo.fields import Domain


class PactAvailability(models.Model):
    """What a pause was for the law when it began, whatever becomes of its type."""

    _inherit = "pact.availability"

    rest_kind = fields.Selection(
        [("rest", "Rest"), ("meal", "Meal"), ("body", "Need of the body")],
        string="Counts as",
    )

    def _outcome(self, now):
        """Judge no need of the body."""
        return False if self._is_of_the_body() else super()._outcome(now)

    def _is_of_the_body(self):
        """Return whether nobody else sees it: it was one, or its type is one by now."""
        if self.rest_kind:
            return self.rest_kind == "body"
        # sudo: pact.pause.type - what a pause is, whoever asks
        return self.pause_type_id.sudo().is_physiological

    @api.model
    def _not_of_the_body(self):
        """Return the domain of what others than the person may see."""
        own = Domain("rest_kind", "=", False)
        # Whether or not the asking user may read types of pauses.
        own &= Domain("pause_type_id", "any!", [("is_physiological", "=", True)])
        return ~(Domain("rest_kind", "=", "body") | own)

    def _is_supervised(self, companies):
        return super()._is_supervised(companies) and not self._is_of_the_body()

    @api.model
    def _supervised(self, companies):
        return super()._supervised(companies) & self._not_of_the_body()

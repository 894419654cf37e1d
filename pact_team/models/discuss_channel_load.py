from odoo import models


class DiscussChannel(models.Model):
    """How much of somebody's room a conversation takes."""

    _inherit = "discuss.channel"

    def _pact_weight(self):
        """Return the points it counts for whoever gets it: all of them.

        What its classification says comes before what its inbox does.
        """
        self.ensure_one()
        return self.pact_classification_id.load_points or self.pact_inbox_id._points()

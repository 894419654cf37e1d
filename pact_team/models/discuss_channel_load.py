from odoo import models
from odoo.tools import SQL


class DiscussChannel(models.Model):
    """How much of somebody's room a conversation takes."""

    _inherit = "discuss.channel"

    def _pact_weight(self):
        """Return the points it counts for whoever gets it: all of them.

        What its classification says comes before what its inbox does.
        """
        self.ensure_one()
        return self.pact_classification_id.load_points or self.pact_inbox_id._points()

    def _pact_weight_sql(self):
        """Return the same of the row ``channel``, for many at once."""
        self.flush_model(["pact_classification_id", "pact_inbox_id"])
        for model in ("pact.inbox", "pact.classification"):
            self.env[model].flush_model(["load_points"])
        return SQL(
            """COALESCE(
                   (SELECT NULLIF(about.load_points, 0) FROM pact_classification about
                     WHERE about.id = channel.pact_classification_id),
                   (SELECT inbox.load_points FROM pact_inbox inbox
                     WHERE inbox.id = channel.pact_inbox_id),
                   1)"""
        )

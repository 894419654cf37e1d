from odoo import models


class PactInbox(models.Model):
    """Whether customers are told of pauses here."""

    _inherit = "pact.inbox"

    def _speaks(self):
        is_used = self.active and not self.stop_reason
        return super()._speaks() or (is_used and self._has_pause_words())

    def _has_pause_words(self):
        """Return whether a pause has a word for customers; no query asks for it."""
        speaking = self.env["pact.pause.type"]._speaking_companies()
        return self.company_id.id in speaking

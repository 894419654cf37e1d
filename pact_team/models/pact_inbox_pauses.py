from odoo import models


class PactInbox(models.Model):
    """Whether customers are told of pauses here."""

    _inherit = "pact.inbox"

    def _tells_of_pauses(self, now):
        """Return whether customers may have to be told that their agent pauses.

        Where no pause has a word for them, nothing is asked of the database; and out
        of hours they are told of that.
        """
        self.ensure_one()
        speaking = self.env["pact.pause.type"]._speaking_companies()
        if self.company_id.id not in speaking or not self.active or self.stop_reason:
            return False
        return not self._is_closed(now)

from odoo import models

# Said by our own doors only: nobody keeps an answer from a customer by a context.
FILING = object()


class PactTicket(models.Model):
    """What one of us files a request with, at the desk or in a conversation (S19).

    The customer reads it as our words: nobody puts words into their mouth. It is no
    answer, and nobody outside is told of it.
    """

    _inherit = "pact.ticket"

    def _post_filed(self, message, files=()):
        """Say with which words and files it was filed by us."""
        if not message and not files:
            return
        speaking = self.with_context(lang=self._lang_of_customer())
        lead = speaking.env._("We filed this request for you, with these words:")
        filing = self.with_context(pact_filing=FILING)
        filing._post_of_customer(
            self.env.user.partner_id, f"{lead}\n\n{message}", files
        )

    def _is_being_filed(self):
        return self.env.context.get("pact_filing") is FILING

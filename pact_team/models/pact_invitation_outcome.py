import re

from odoo import fields, models

# What the mail server says when it takes no letter for the address at all.
REFUSALS = re.compile("SMTPRecipientsRefused|mail_email_(invalid|missing)")
REASON_SIZE = 500


class PactInvitation(models.Model):
    """What became of a letter: it left, was refused, or came back."""

    _inherit = "pact.invitation"

    def _receive_outcome(self, mail):
        """Write down what became of the letter that was just tried."""
        if self and mail.state == "sent":
            self._receive_sent()
        elif self and mail.state == "exception":
            reason = f"{mail.failure_type or ''} {mail.failure_reason or ''}"
            event = "refused" if REFUSALS.search(reason) else "queued"
            self._advance(
                event, failure_reason=(mail.failure_reason or reason)[:REASON_SIZE]
            )

    def _receive_sent(self):
        vals = {"failure_reason": False}
        if not self.sent_date:
            now = fields.Datetime.now()
            vals.update(sent_date=now, expiry_date=self._expiry_from(now))
        self._advance("sent", **vals)

    def _message_receive_bounce(self, email, partner):
        super()._message_receive_bounce(email, partner)
        bounce = self.env.context.get("pact_bounce", {})
        for offer in self.filtered("letter_id"):
            if bounce.get("message_id") == offer.letter_id.id:
                offer._advance("bounced", failure_reason=bounce["reason"][:REASON_SIZE])

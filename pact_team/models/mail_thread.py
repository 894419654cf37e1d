from odoo import api, models
from odoo.tools import html2plaintext


class MailThread(models.AbstractModel):
    """What comes back of our letters is told to the record they are about."""

    _inherit = "mail.thread"

    @api.model
    def _routing_handle_bounce(self, email_message, message_dict):
        """Tell the record which of its letters came back, and in what words."""
        bounce = {
            "message_id": message_dict["bounced_message"].id,
            "reason": html2plaintext(message_dict.get("body") or ""),
        }
        thread = self.with_context(pact_bounce=bounce)
        return super(MailThread, thread)._routing_handle_bounce(
            email_message, message_dict
        )

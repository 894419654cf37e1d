from odoo import api, models

from .ir_attachment_confidential import FOR_ASKER


class MailMessage(models.Model):
    """Words that are looked for are not looked for in names that are kept secret."""

    _inherit = "mail.message"

    @api.model
    def _message_fetch(self, domain, **kwargs):
        asking = self.with_context(pact_files=FOR_ASKER)
        found = super(MailMessage, asking)._message_fetch(domain, **kwargs)
        return found | {"messages": found["messages"].with_env(self.env)}

from odoo import models
from odoo.tools import plaintext2html


class DiscussChannel(models.Model):
    """What was told of a request outside of a conversation is shown in it, too."""

    _inherit = "discuss.channel"

    def _pact_show_notice(self, row):
        """Post what the customer was told outside of this conversation."""
        if not self:
            return
        message = self.message_post(
            pact_from_network=self._pact_from_network,
            body=plaintext2html(row.text or ""),
            author_id=row.company_id.partner_id.id,
            email_from=False,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        row.write({"channel_id": self.id, "message_id": message.id})
        row._notify_progress()

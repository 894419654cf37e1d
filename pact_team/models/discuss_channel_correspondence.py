from odoo import fields, models
from odoo.tools import plaintext2html

from ..rules import pace


class DiscussChannel(models.Model):
    """A reply to a correspondence: which team gets it, and what it is about."""

    _inherit = "discuss.channel"

    def _pact_show_replied(self, identity):
        """Say first what the customer replies to, and count the reply."""
        recipient = identity.recipient_id
        if not recipient.sent_date:
            return
        identity.recipient_id = False
        now = fields.Datetime.now()
        if recipient.state == "failed" or not pace.awaits_reply(
            recipient.sent_date, now=now
        ):
            return
        recipient.write({"state": "replied", "replied_date": now})
        row = recipient.message_ids
        if row and not row.message_id:
            self._pact_show_sent(row)

    def _pact_show_sent(self, row):
        """Post what was sent outside of the conversation, as it was and when it was."""
        self.ensure_one()
        correspondence = row.recipient_id.correspondence_id
        language = self.pact_inbox_id._in_its_language().env
        message = self.message_post(
            pact_from_network=self._pact_from_network,
            body=language["ir.qweb"]._render(
                "pact_team.correspondence_body",
                {
                    "name": correspondence.name,
                    "text": plaintext2html(row.text or ""),
                    "buttons": row.template_id.button_ids.mapped("text"),
                },
            ),
            author_id=correspondence.user_id.partner_id.id,
            email_from=False,
            date=row.recipient_id.sent_date or fields.Datetime.now(),
            attachment_ids=self._pact_copy_of_file(row),
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        row.write({"channel_id": self.id, "message_id": message.id})
        row._notify_progress()

    def _pact_copy_of_file(self, row):
        """Return the file that everybody got, as one that hangs on this message."""
        copy = row.attachment_id and row.attachment_id.copy(
            {"res_model": "mail.compose.message", "res_id": 0}
        )
        return copy.ids if copy else []

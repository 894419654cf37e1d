from odoo import fields, models
from odoo.tools import plaintext2html


class PactMessage(models.Model):
    """A message about a request, which leaves without any conversation (S18).

    Where one runs with this customer, it is shown there as soon as it has left.
    """

    _inherit = "pact.message"

    ticket_id = fields.Many2one(
        "pact.ticket", string="Request", index="btree_not_null", ondelete="cascade"
    )

    def _apply(self, outcome):
        super()._apply(outcome)
        has_left = self.state not in ("failed", "queued", "uncertain")
        if self.ticket_id and has_left and not self.message_id:
            running = self.env["discuss.channel"]._pact_running(self.identity_id)
            running[:1]._pact_show_notice(self)

    def _apply_consequences(self, failure, verdict, date):
        """Say in the request that its customer was not reached."""
        super()._apply_consequences(failure, verdict, date)
        if self.ticket_id and self.state == "failed":
            said = self.with_env(self.inbox_id._in_its_language().env)
            self.ticket_id._note_unsent(said._reasons().get(failure.kind, ""))


class DiscussChannel(models.Model):
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

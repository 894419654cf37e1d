from odoo import fields, models


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

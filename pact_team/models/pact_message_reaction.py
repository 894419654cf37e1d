import uuid

from odoo import api, models


class PactMessage(models.Model):
    """Our emojis on what customers wrote: sent in line with everything else."""

    _inherit = "pact.message"

    @api.model
    def _received_as(self, message):
        """Return the row by which the network knows what a customer wrote, if it does.

        A message of ours may have rows that came in too: what was done with it.
        """
        first = self.search([("message_id", "=", message.id)], order="id", limit=1)
        return first.filtered(lambda row: row.direction == "in" and row.uid)

    def _enqueue_reaction(self, emoji):
        """Write down the emoji for this; an empty one takes the former back."""
        self.ensure_one()
        reaction = self.create(
            {
                "company_id": self.company_id.id,
                "inbox_id": self.inbox_id.id,
                "identity_id": self.identity_id.id,
                "channel_id": self.channel_id.id,
                "message_id": self.message_id.id,
                "user_id": self.env.uid,
                "direction": "reaction",
                "state": "queued",
                "tag": uuid.uuid4().hex,
                "text": emoji,
            }
        )
        reaction._notify_progress()
        self.env["ir.cron"]._pact_wake("pact_team.ir_cron_send")

    def _reaction_uid(self):
        """Return which message of the customer this emoji is for."""
        if self.direction != "reaction":
            return None
        return self._received_as(self.message_id).uid

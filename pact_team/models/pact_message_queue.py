import uuid

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import delivery


class PactMessage(models.Model):
    """Into the outbox: for the first time, and again where a person decides so."""

    _inherit = "pact.message"

    @api.model
    def _enqueue(self, channel, message, *, is_automatic=False):
        """Write down what is to be sent; it travels once this is committed.

        :raise UserError: if a file is more than the network takes
        """
        pieces = self._pieces(channel.pact_inbox_id._provider(), message)
        self._queue_pieces(channel, message, pieces, is_automatic=is_automatic)

    @api.model
    def _enqueue_template(self, channel, message, filled):
        """Write down a filled template; its text is what people read of it here."""
        piece = {
            "template_id": filled.template_id,
            "content": filled.content,
            "text": filled.text,
            "attachment_id": message.attachment_ids.id,
            "is_file": bool(message.attachment_ids),
        }
        self._queue_pieces(channel, message, [piece])

    @api.model
    def _queue_pieces(self, channel, message, pieces, *, is_automatic=False):
        self.create(
            [
                {
                    "company_id": channel.pact_company_id.id,
                    "inbox_id": channel.pact_inbox_id.id,
                    "identity_id": channel.pact_identity_id.id,
                    "channel_id": channel.id,
                    "message_id": message.id,
                    "user_id": not is_automatic and self.env.uid,
                    "is_automatic": is_automatic,
                    "direction": "out",
                    "state": "queued",
                    "tag": uuid.uuid4().hex,
                    **piece,
                }
                for piece in pieces
            ]
        )
        self.env["ir.cron"]._pact_wake("pact_team.ir_cron_send")

    @api.model
    def _send_again(self, channel, message_id):
        """Queue what a person decided to send again, under a new word of ours.

        :raise UserError: if it is on its way, or arrived
        """
        stuck = self._stuck(channel, message_id)
        if not stuck:
            raise UserError(
                self.env._(
                    "This message is on its way already, has arrived, or was withheld "
                    "by the network less than a day ago."
                )
            )
        for row in stuck:
            row.write(row._fresh_values())
        stuck._notify_progress()
        self.env["ir.cron"]._pact_wake("pact_team.ir_cron_send")

    @api.model
    def _stuck(self, channel, message_id):
        """Return the pieces of a message that a person may send once more."""
        now = fields.Datetime.now()
        pieces = self.search(
            [
                ("channel_id", "=", channel.id),
                ("message_id", "=", message_id),
                ("direction", "=", "out"),
            ]
        )
        return pieces.filtered(
            lambda piece: delivery.may_send_again(
                piece.state, piece.state_date, piece.failure_kind, now=now
            )
        )

    def _fresh_values(self):
        return self._failure_values(None) | {
            "state": "queued",
            "tag": uuid.uuid4().hex,
            "uid": False,
            "attempts": 0,
            "next_date": fields.Datetime.now(),
        }

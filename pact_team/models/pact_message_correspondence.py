from odoo import api, fields, models
from odoo.tools import SQL


class PactMessage(models.Model):
    """A message of a correspondence: it has a recipient before a conversation.

    The reply opens the conversation, and puts the message into it.
    """

    _inherit = "pact.message"

    recipient_id = fields.Many2one("pact.correspondence.recipient", ondelete="restrict")

    _recipient_uniq = models.UniqueIndex(
        "(recipient_id) WHERE recipient_id IS NOT NULL"
    )
    _has_place = models.Constraint(
        """CHECK ((channel_id IS NULL) = (message_id IS NULL)
            AND (channel_id IS NOT NULL OR recipient_id IS NOT NULL
                 OR ticket_id IS NOT NULL))""",
        "A message stands in a conversation, or goes to a recipient, or is about a "
        "request.",
    )
    _template_idx = models.Index(
        "(inbox_id, create_date) WHERE template_id IS NOT NULL"
    )

    @api.model
    def _held_back(self):
        """Return which queued rows wait for their correspondence to run, or go on.

        What already stands in a conversation is the agent's there, and is not held.
        """
        return SQL(
            """
            message.recipient_id IS NOT NULL AND message.message_id IS NULL
            AND NOT EXISTS (
                SELECT 1 FROM pact_correspondence_recipient recipient
                  JOIN pact_correspondence correspondence
                    ON correspondence.id = recipient.correspondence_id
                 WHERE recipient.id = message.recipient_id
                   AND correspondence.state = 'running'
                   AND (correspondence.resume_date IS NULL
                        OR correspondence.resume_date <= %(now)s))
            """,
            now=fields.Datetime.now(),
        )

    @api.model
    def _withdraw_held(self):
        """Take what is held out of the outbox: it must not delay an agent's answer."""
        self.env["pact.correspondence"].flush_model(["state", "resume_date"])
        rows = self.env.execute_query(
            SQL(
                """
                SELECT message.id FROM pact_message message
                 WHERE message.state = 'queued' AND %s
                   FOR UPDATE OF message SKIP LOCKED
                """,
                self._held_back(),
            )
        )
        held = self.browse(row[0] for row in rows)
        people = held.recipient_id
        people.write({"state": "waiting", "queued_date": False})
        held.unlink()
        people.filtered(
            lambda one: one.correspondence_id.state == "cancelled"
        )._leave_out("cancelled")

    @api.model
    def _failed_of(self, correspondence):
        """Return what failed outside of any conversation: there, an agent decides."""
        return self.search(
            [
                ("recipient_id.correspondence_id", "=", correspondence.id),
                ("recipient_id.state", "=", "failed"),
                ("state", "=", "failed"),
                ("message_id", "=", False),
            ]
        )

    @api.model
    def _queued_for_many(self, inbox):
        """Count what of any correspondence waits to leave from ``inbox``."""
        return self.search_count(
            [
                ("inbox_id", "=", inbox.id),
                ("state", "=", "queued"),
                ("recipient_id", "!=", False),
            ]
        )

    def _notify_progress(self):
        self.filtered("recipient_id")._tell_recipients()
        return super()._notify_progress()

    def _tell_recipients(self):
        """Let each recipient say how far their message has come."""
        for row in self:
            state = "queued" if row.state == "sending" else row.state
            recipient = row.recipient_id
            if recipient.state in ("replied", state):
                continue
            recipient.write(
                {
                    "state": state,
                    "failure_kind": row.failure_kind,
                    "sent_date": recipient.sent_date or row._left_date(),
                }
            )

    def _left_date(self):
        return self.state not in ("queued", "failed") and fields.Datetime.now()

    def _apply(self, outcome):
        super()._apply(outcome)
        if self.recipient_id and self.state not in ("failed", "queued"):
            self._show_where_open()

    def _show_where_open(self):
        """Put it into the conversation that runs with this customer already."""
        channels = self.env["discuss.channel"]
        if not self.message_id and (
            open_one := channels._pact_running(self.identity_id)
        ):
            open_one._pact_show_sent(self)

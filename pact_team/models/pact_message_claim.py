import logging

from odoo import api, fields, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL

from ..providers import courier
from ..providers.signals import Failure

_logger = logging.getLogger(__name__)


class PactMessage(models.Model):
    """Which message goes next, and what is handed to the courier."""

    _inherit = "pact.message"

    @api.model
    def _claim(self, limit):
        """Mark the next messages as on their way: one a customer, the oldest.

        A message waits for every older one of its customer that is still open, and
        for its inbox. An uncertain one holds the line until its status is overdue.
        What is sent to many waits for every answer, and while its correspondence does.
        """
        if not limit:
            return self.browse()
        self.flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                UPDATE pact_message
                   SET state = 'sending', attempts = COALESCE(attempts, 0) + 1
                 WHERE id IN (%s)
             RETURNING id
                """,
                self._claimable(limit),
            )
        )
        self.invalidate_model(["state", "attempts"], flush=False)
        return self.browse(sorted(row[0] for row in rows))

    @api.model
    def _claimable(self, limit):
        return SQL(
            """
            SELECT message.id
              FROM pact_message message
              JOIN pact_inbox inbox ON inbox.id = message.inbox_id
             WHERE message.state = 'queued'
               AND message.next_date <= %(now)s
               AND inbox.active
               AND inbox.stop_reason IS NULL
               AND (inbox.pause_date IS NULL OR inbox.pause_date <= %(now)s)
               AND NOT EXISTS (
                   SELECT 1 FROM pact_message older
                    WHERE older.identity_id = message.identity_id
                      AND older.id < message.id
                      AND (older.state IN ('queued', 'sending')
                           OR older.state = 'uncertain' AND older.next_date > %(now)s))
               AND NOT (%(held_back)s)
             ORDER BY message.recipient_id IS NOT NULL, message.id
             LIMIT %(limit)s
               FOR NO KEY UPDATE OF message SKIP LOCKED
            """,
            now=fields.Datetime.now(),
            limit=limit,
            held_back=self._held_back(),
        )

    @api.model
    def _claimable_count(self):
        return len(self.env.execute_query(self._claimable(1)))

    def _packed(self):
        """Return the parcel; what cannot even be packed must not cost the others."""
        try:
            with self.env.cr.savepoint():
                return self._parcel()
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except Exception as error:
            _logger.exception("Message %s could not be packed", self.id)
            return None, None, Failure("rejected", "error", type(error).__name__)

    def _parcel(self):
        """Return who carries this, for whom, and what: or why it must not leave."""
        identity, inbox = self.identity_id, self.inbox_id
        provider, account = inbox._provider(), inbox._account()
        is_free = not self.template_id
        if is_free and not identity._is_answerable(fields.Datetime.now()):
            return provider, account, Failure("window")
        attachment = self.attachment_id
        if self.is_file and not attachment.raw:
            return provider, account, Failure("rejected", "file", "The file is gone.")
        return (
            provider,
            account,
            courier.Parcel(
                recipient=identity._recipient(),
                is_group=identity.is_group,
                tag=self.tag,
                text=self.text or "",
                template=self._template(),
                quoted_uid=self._quoted_uid(),
                reaction_to=self._reaction_uid(),
                content=attachment.raw or b"",
                filename=attachment.name or "",
                mime_type=attachment.mimetype or "",
                is_voice=bool(attachment.voice_ids)
                and provider.is_voice(attachment.mimetype),
            ),
        )

    def _template(self):
        """Return the template that was filled when this was queued, if it is one."""
        if not self.template_id:
            return None
        content = self.content
        header = content["header"]
        if header and header[1]:
            header = (header[0], courier.Parameter(**header[1]))
        return courier.Template(
            name=content["name"],
            language=content["language"],
            header=header and tuple(header),
            body=tuple(courier.Parameter(**one) for one in content["body"]),
            buttons=tuple(courier.ButtonValue(**one) for one in content["buttons"]),
        )

    def _quoted_uid(self):
        """Return what this answers, for the first of several pieces."""
        if not self.message_id.parent_id or self != self._first_of(self.message_id):
            return None
        return self._first_of(self.message_id.parent_id).uid or None

    def _first_of(self, message):
        """Return by which row the network knows ``message``, to the same customer."""
        return self.search(
            [
                ("message_id", "=", message.id),
                ("identity_id", "=", self.identity_id.id),
                ("direction", "!=", "reaction"),
            ],
            order="id",
            limit=1,
        )

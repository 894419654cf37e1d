import logging

from markupsafe import Markup

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import plaintext2html

_logger = logging.getLogger(__name__)

BATCH = 50


class PactScheduled(models.Model):
    """Sending what was planned: its message and its state in one transaction."""

    _inherit = "pact.scheduled"

    @api.model
    def _cron_send(self):
        due = [("state", "=", "planned"), ("date", "<=", fields.Datetime.now())]
        rows = self.search(due, limit=BATCH)
        for row in rows:
            row._send_safely()
            if not self.env["ir.cron"]._commit_progress(1):
                break
        if self.search_count(due, limit=1):
            self.env.ref("pact_team.ir_cron_scheduled")._trigger()

    def _send_safely(self):
        """Send it, or say to its author why it was not; never stay silent."""
        try:
            with self.env.cr.savepoint():
                self._send()
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            # Somebody else changed the conversation: tried again in a moment.
            self.env.cr.rollback()
        except UserError as refusal:
            self._fail(str(refusal))
        except Exception:
            _logger.exception("Scheduled message %s could not be sent", self.id)
            speaking = self._in_its_language()
            self._fail(speaking.env._("Something went wrong."))

    def _send(self):
        if not self.try_lock_for_update() or self.state != "planned":
            # Cancelled or changed a moment ago, or sent by somebody else.
            return
        channel = self.channel_id.with_user(self.user_id).with_context(
            lang=self.user_id.lang
        )
        message = self._post(channel)
        self.write({"state": "sent", "message_id": message.id})
        self._notify()

    def _post(self, channel):
        """Post it with the rights of its author, asked at this moment.

        :raise UserError: if they may not, or the window is closed
        """
        if self.template_id:
            template = channel._pact_sendable_template(self.template_id.id)
            # sudo: discuss.channel - answered by its author, who may use the template
            channel = channel.sudo()
            return channel._pact_post_template(
                template.sudo(),
                self.user_id,
                self.blanks or {},
                subject=channel.pact_subject or "",
            )
        # sudo: discuss.channel - as the composer's route; who may is asked within
        return channel.sudo().message_post(
            body=plaintext2html(self.text),
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )

    def _fail(self, reason):
        """Keep the reason where the conversation is, and tell its author."""
        self.write({"state": "failed", "reason": reason})
        speaking = self._in_its_language()
        sentence = speaking.env._(
            "The message planned by %(author)s was not sent. %(reason)s",
            author=self.user_id.name,
            reason=reason,
        )
        self.channel_id._pact_note(sentence)
        self._notify()
        speaking.env["mail.thread"].message_notify(
            partner_ids=self.user_id.partner_id.ids,
            subject=speaking.env._("A message planned for later was not sent"),
            body=Markup("<p>%s</p><blockquote>%s</blockquote>")
            % (sentence, plaintext2html(self.text)),
        )

    def _notify(self):
        for channel in self.channel_id:
            channel._pact_notify_watchers([channel._pact_scheduled_store()])

    def _in_its_language(self):
        return self.with_context(lang=self.user_id.lang)

    @api.autovacuum
    def _gc_settled(self):
        """Forget what was sent or given up long ago; what was said stays said."""
        settled = self.search(
            [("state", "!=", "planned"), ("date", "<", "-90d")],
            order="id",
            limit=10_000,
        )
        settled.unlink()
        return len(settled), len(settled)

import logging

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

_logger = logging.getLogger(__name__)

BATCH = 100


class PactTicketNotice(models.Model):
    """What somebody is still to be told of a request: the customer, or one of us.

    Written with what happened, so that nothing is told that did not happen, and
    nothing twice; told by a lane of its own, so that nobody waits for a letter.
    """

    _name = "pact.ticket.notice"
    _description = "Notice of a request"
    _inherit = ["pact.owned"]
    _order = "id"
    _rec_name = "kind"
    _is_written_by_system = True

    ticket_id = fields.Many2one(
        "pact.ticket", required=True, index=True, ondelete="cascade"
    )
    message_id = fields.Many2one(
        "mail.message", index="btree_not_null", ondelete="cascade"
    )
    kind = fields.Selection(
        [
            ("received", "Received"),
            ("answered", "Answered"),
            ("finished", "Finished"),
            ("told", "The customer wrote"),
            ("warned", "Due soon"),
            ("breached", "Late"),
        ],
        required=True,
    )
    reason = fields.Char(help="Why it could not be sent; it is not tried again.")

    _waiting_idx = models.Index("(id) WHERE reason IS NULL")

    @api.model
    def _announce(self, tickets, told):
        """Let it be told of ``tickets`` as soon as what happened is committed.

        :param told: pairs of a kind and the message that it is about, or None
        """
        if not tickets:
            return
        # sudo: pact.ticket.notice - follows from what happened to the request
        self.sudo().create(
            [
                {
                    "company_id": ticket.company_id.id,
                    "ticket_id": ticket.id,
                    "message_id": message and message.id,
                    "kind": kind,
                }
                for ticket in tickets
                for kind, message in told
            ]
        )
        self.env["ir.cron"]._pact_wake("pact_team.ir_cron_ticket_notice")

    @api.model
    def _cron_send(self):
        waiting = self.search([("reason", "=", False)], limit=BATCH)
        self.env["ir.cron"]._pact_each(
            waiting, lambda one: one._send(), "Notice %s: was not sent"
        )
        if len(waiting) == BATCH:
            self.env["ir.cron"]._pact_wake("pact_team.ir_cron_ticket_notice")

    def _send(self):
        """Tell it and forget it, in one transaction; what cannot be told says why."""
        if not self.try_lock_for_update():
            # Told by somebody else, or forgotten with its request.
            return
        # Of the letter and the message, neither keeps the other from leaving.
        reasons = [self._attempt(way) for way in self._ways()]
        if not any(reasons):
            self._same().unlink()
            return
        self.reason = " ".join(filter(None, reasons))[:200]
        self._say_failed()

    def _ways(self):
        ticket = self._speaking().ticket_id
        return ticket._tell, ticket._tell_phone

    def _attempt(self, tell):
        """Return why it could not be told in this way; nothing where it was."""
        try:
            with self.env.cr.savepoint():
                tell(self.kind, self.message_id)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            raise
        except UserError as refusal:
            _logger.info("Notice %s is refused", self.id, exc_info=True)
            return str(refusal) or type(refusal).__name__
        except Exception as error:
            _logger.exception("Notice %s could not be sent", self.id)
            return f"{type(error).__name__}: {error}"
        return None

    def _say_failed(self):
        """Say it where whoever answers this request sees it."""
        sentence = self._speaking().env._(
            "A notice about this request could not be sent: %(reason)s",
            reason=self.reason,
        )
        self.ticket_id._message_log(body=sentence)

    def _speaking(self):
        """Return it in the language of those who answer."""
        lang = self.company_id.partner_id.lang
        return self.with_context(lang=lang or self.env.lang)

    def _same(self):
        """Return this, and what would tell the same again: finished twice in a row."""
        return self.search(
            [
                ("ticket_id", "=", self.ticket_id.id),
                ("kind", "=", self.kind),
                ("message_id", "=", self.message_id.id),
                ("reason", "=", False),
            ]
        )

    @api.autovacuum
    def _gc_failed(self):
        """Forget what could not be told long ago."""
        old = self.search(
            [("reason", "!=", False), ("create_date", "<", "-90d")], limit=10_000
        )
        old.unlink()
        return len(old), len(old)

import logging
from concurrent.futures import ThreadPoolExecutor

from markupsafe import Markup

from odoo import api, fields, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..providers import courier
from ..providers.signals import Failure
from ..rules import retry

_logger = logging.getLogger(__name__)

COURIERS = 4
# The largest file any network of ours lets a customer send.
SIZE_LIMIT = 100 * 1024 * 1024


class PactMedia(models.Model):
    """A customer's file that still waits on the network's server.

    The message is shown at once; its file follows, fetched outside of any
    transaction, a few at a time.
    """

    _name = "pact.media"
    _description = "File to fetch from a network"
    _inherit = ["pact.owned"]
    _is_written_by_system = True
    _order = "id"

    inbox_id = fields.Many2one("pact.inbox", required=True, ondelete="restrict")
    message_id = fields.Many2one(
        "mail.message", required=True, index=True, ondelete="cascade"
    )
    ref = fields.Char(required=True)
    mime_type = fields.Char()
    filename = fields.Char()
    is_voice = fields.Boolean()
    state = fields.Selection(
        [("waiting", "Waiting"), ("fetched", "Fetched"), ("failed", "Failed")],
        required=True,
        default="waiting",
    )
    attempts = fields.Integer()
    next_date = fields.Datetime(required=True, default=fields.Datetime.now)
    problem = fields.Char()

    _due_idx = models.Index("(next_date, id) WHERE state = 'waiting'")

    @api.model
    def _cron_fetch(self):
        """Fetch what is due, some at once: a slow one holds up few."""
        while batch := self.search(
            [("state", "=", "waiting"), ("next_date", "<=", fields.Datetime.now())],
            limit=COURIERS,
        ):
            for media, answer in batch._fetch():
                media._settle(answer)
                self.env.cr.commit()  # pylint: disable=invalid-commit
            if not self.env["ir.cron"]._commit_progress(len(batch)):
                return

    def _fetch(self):
        """Download these files, without a transaction open meanwhile."""
        calls = [
            (one.inbox_id._provider(), one.inbox_id._account(), one.ref) for one in self
        ]
        self.env.cr.commit()  # pylint: disable=invalid-commit
        with ThreadPoolExecutor(COURIERS) as pool:
            answers = list(pool.map(lambda call: self._carry(*call), calls))
        return zip(self, answers, strict=True)

    @staticmethod
    def _carry(provider, account, ref):
        try:
            return courier.fetch(provider, account, ref, limit=SIZE_LIMIT)
        except Exception as error:
            _logger.exception("A file could not be fetched")
            return Failure("busy", "error", type(error).__name__)

    def _settle(self, answer):
        """Keep the file or try again later; what goes wrong must not stop the lane."""
        if isinstance(answer, Failure):
            self._postpone(answer)
            return
        try:
            with self.env.cr.savepoint():
                self._keep(answer)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            # Somebody else changed the conversation: fetched again in a moment.
            self.env.cr.rollback()
        except Exception as error:
            _logger.exception("File %s could not be kept", self.id)
            self._postpone(Failure("busy", "error", type(error).__name__))

    def _keep(self, content):
        message = self.message_id
        # The lane could store active content; what a customer sent must stay passive,
        # and as it is: to shrink a huge picture would first unpack it.
        Attachment = self.env["ir.attachment"].with_context(
            attachments_mime_plainxml=True, image_no_postprocess=True
        )
        attachment = Attachment.create(
            {
                "name": self.filename or self._default_filename(),
                "raw": content,
                "res_model": message.model,
                "res_id": message.res_id,
            }
        )
        if self.is_voice:
            attachment._set_voice_metadata()
        self.state = "fetched"
        message._pact_attach(attachment)

    def _default_filename(self):
        kind, _slash, ending = (self.mime_type or "file").split(";")[0].partition("/")
        return f"{kind}.{ending}" if ending.isalnum() else kind

    def _postpone(self, failure):
        now = fields.Datetime.now()
        self.attempts += 1
        self.problem = f"{failure.code} {failure.detail}".strip()
        next_date = retry.next_fetch_date(self.create_date, self.attempts, now=now)
        if next_date and failure.kind != "rejected":
            self.next_date = next_date
            return
        self.state = "failed"
        self.message_id._pact_explain(
            Markup('<p class="o-pact-aside">%s</p>') % self._apology()
        )

    def _apology(self):
        return self.inbox_id._in_its_language().env._(
            "The customer sent a file that could not be fetched (%(problem)s). Please "
            "ask them to send it again, or another way.",
            problem=self.problem,
        )

    @api.autovacuum
    def _gc_fetched(self):
        """Forget what is settled; the file hangs on its message."""
        settled = self.search(
            [("state", "!=", "waiting"), ("next_date", "<", "-30d")],
            order="id",
            limit=10_000,
        )
        settled.unlink()
        return len(settled), len(settled)

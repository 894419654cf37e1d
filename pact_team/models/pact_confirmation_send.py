import logging
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import uuid4

from psycopg2.errors import UniqueViolation

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.modules.registry import Registry
from odoo.service.model import retrying

from ..providers import courier
from ..providers.signals import Failure
from ..providers.transport import Accepted
from ..rules import confirmation

_logger = logging.getLogger(__name__)

# What an SMS gateway of Odoo calls success.
SMS_SENT = ("processing", "success", "sent", "delivered")
FALLBACK_LANGUAGE = "en_US"
# So many codes are on their way at once; the others wait, and nobody waits for them.
COURIERS = ThreadPoolExecutor(8, thread_name_prefix="pact.confirmation")


class PactConfirmation(models.Model):
    """How a code gets to the phone: after the transaction, and leaving no copy."""

    _inherit = "pact.confirmation"

    @api.model
    def _ways(self, company):
        """Return by which channels ``company`` can send a code; none is a warning."""
        ways = {
            "whatsapp": company._pact_code_inbox(),
            "sms": company._pact_is_sms_ready(),
        }
        return tuple(way for way, is_open in ways.items() if is_open)

    @api.model
    def _send_code(self, purpose, subject, phone, company, channel, address):
        """Send a new code, in the language of the context; the older one is void.

        Return 0 when it is on its way, else in how many seconds to ask again.
        Without ``company`` it only behaves as if. ``address`` is where the request
        comes from. What became of the sending is in ``_latest(…).delivery``.
        """
        codes = self._as_system()
        pause = codes._pause(purpose, subject, phone, channel)
        counted = {
            "address": confirmation.home_of(address),
            "subject": f"{purpose}:{subject}",
            "phone": f"{purpose}:{phone}",
        }
        if pause or not codes._is_within_limits(counted, company):
            return pause or confirmation.HOUR
        codes._live(purpose, subject)._end("void")
        code = codes._create_live(
            {
                "purpose": purpose,
                "subject": subject,
                "phone": phone,
                "company_id": company.id,
                "channel": channel,
            }
        )
        if not code:
            return int(confirmation.PAUSE.total_seconds())
        code._dispatch(self.env.context.get("lang") or FALLBACK_LANGUAGE)
        return 0

    @api.model
    def _pause(self, purpose, subject, phone, channel):
        """Return how long to wait since the last code of this subject or phone."""
        same = Domain("purpose", "=", purpose) & Domain("subject", "=", subject)
        last = self.search(same | Domain("phone", "=", phone), limit=1)
        if not last:
            return 0
        return confirmation.seconds_to_wait(
            last.sent_date,
            # A decoy never fails: who asks for a reset must not see the difference.
            delivery="" if "reset" in (purpose, last.purpose) else last.delivery,
            changes_channel=channel != last.channel,
            now=fields.Datetime.now(),
        )

    @api.model
    def _is_within_limits(self, counted, company):
        limits = confirmation.SEND_LIMITS
        if not company:
            # A decoy costs nobody anything: it takes nothing of what all may send.
            limits = [limit for limit in limits if limit.scope != "all"]
        return self.env["pact.throttle"]._hit_all(limits, "send", **counted)

    @api.model
    def _live(self, purpose, subject):
        return self.search(
            [
                ("purpose", "=", purpose),
                ("subject", "=", subject),
                ("state", "=", "live"),
            ]
        )

    @api.model
    def _create_live(self, values):
        """Return the new row; none if somebody asked for the same at this moment."""
        values |= {
            "state": "live",
            "delivery": "pending",
            "sent_date": fields.Datetime.now(),
            "tag": uuid4().hex,
        }
        try:
            with self.env.cr.savepoint():
                return self.create(values)
        except UniqueViolation:
            return self.browse()

    def _dispatch(self, lang):
        """Let the code leave once this transaction is committed."""
        code = self._new_code()
        if not self.company_id:
            # A decoy: its code is known to nobody.
            return
        if self.channel == "whatsapp":
            deliver = self._by_whatsapp(lang, code)
        else:
            deliver = self._by_sms(lang, code)
        self.env.cr.postcommit.add(partial(self._start, deliver))

    def _by_whatsapp(self, lang, code):
        inbox = self.inbox_id = self.company_id._pact_code_inbox()
        return partial(
            courier.deliver_code,
            inbox._provider(),
            inbox._account(),
            self.phone.lstrip("+"),
            inbox.code_template,
            tuple(dict.fromkeys((lang, lang.split("_")[0], FALLBACK_LANGUAGE))),
            code,
            tag=self.tag,
        )

    def _by_sms(self, lang, code):
        text = self.with_context(lang=lang).env._(
            "%(code)s is your code for %(company)s. It is good for ten minutes. "
            "Tell it to nobody.",
            code=code,
            company=self.company_id.name,
        )
        company_id, number = self.company_id.id, self.phone
        return partial(_deliver_sms, self.env.cr.dbname, company_id, number, text)

    def _start(self, deliver):
        """Deliver beside the request: it takes as long for a stranger's number."""
        job = COURIERS.submit(deliver)
        job.add_done_callback(partial(_write_down, self.env.cr.dbname, self.id))

    def _apply(self, outcome):
        """Write down how the sending went, unless the network already said more."""
        if not self.exists() or self.delivery != "pending":
            return
        if not isinstance(outcome, Failure):
            self.write({"delivery": "sent", "uid": outcome.uid})
            return
        self._fail(outcome)
        if outcome.kind == "account":
            self.inbox_id._stop(f"{outcome.code} {outcome.detail}".strip())

    def _fail(self, failure):
        is_absent = self.channel == "whatsapp" and failure.kind == "unreachable"
        self.delivery = "no_whatsapp" if is_absent else "failed"
        _logger.info("Code %s: %s %s", self.id, failure.kind, failure.code)


def _deliver_sms(dbname, company_id, number, text):
    """Hand the text to the gateway: no row of it stays, as the body holds the code."""
    with Registry(dbname).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        company = env["res.company"].browse(company_id)
        gateway = company._get_sms_api_class()(env)
        gateway._set_company(company)
        # The gateway may have made itself an account; nothing is held while it sends.
        cr.commit()  # pylint: disable=invalid-commit
        numbers = [{"uuid": uuid4().hex, "number": number}]
        try:
            (result,) = gateway._send_sms_batch([{"content": text, "numbers": numbers}])
        except (AccessError, UserError) as error:
            return Failure("busy", "sms", type(error).__name__)
    if result["state"] in SMS_SENT:
        return Accepted(result["uuid"])
    return Failure("rejected", "sms", result["state"])


def _write_down(dbname, code_id, job):
    """Write the outcome in a transaction of its own; one that broke down has failed."""
    if error := job.exception():
        _logger.error("Code %s could not be sent: %s", code_id, type(error).__name__)
        outcome = Failure("uncertain", "error", type(error).__name__)
    else:
        outcome = job.result()
    with Registry(dbname).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        retrying(partial(env["pact.confirmation"].browse(code_id)._apply, outcome), env)

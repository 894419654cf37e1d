import logging
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import uuid4

from odoo import SUPERUSER_ID, api, models
from odoo.exceptions import AccessError, UserError
from odoo.modules.registry import Registry
from odoo.service.model import retrying

from ..providers import courier
from ..providers.signals import Failure
from ..providers.transport import Accepted
from .pact_confirmation_send import FALLBACK_LANGUAGE

_logger = logging.getLogger(__name__)

# What an SMS gateway of Odoo calls success.
SMS_SENT = ("processing", "success", "sent", "delivered")
# So many codes are on their way at once; the others wait, and nobody waits for them.
COURIERS = ThreadPoolExecutor(8, thread_name_prefix="pact.confirmation")


class PactConfirmation(models.Model):
    """How a code gets to the phone: after the transaction, and leaving no copy."""

    _inherit = "pact.confirmation"

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

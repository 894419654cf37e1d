from uuid import uuid4

from psycopg2.errors import UniqueViolation

from odoo import api, fields, models
from odoo.fields import Domain

from ..rules import confirmation

FALLBACK_LANGUAGE = "en_US"


class PactConfirmation(models.Model):
    """When a new code may leave: not too often, and one at a time."""

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

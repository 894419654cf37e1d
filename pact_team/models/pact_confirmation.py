import secrets
from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.fields import Domain
from odoo.tools import consteq
from odoo.tools.misc import hmac

from ..rules import confirmation
from ..rules.phone import spellings

# One counter for as long as a code lives, whichever hour strikes meanwhile.
FOREVER = 2**31 - 1


class PactConfirmation(models.Model):
    """One code sent to one phone, good for one purpose.

    Nobody has access: whoever needs a code sent or checked asks ``_send_code`` and
    ``_check_code``. ``subject`` names what the code is for, and has one live code at
    most. One without company is a decoy: it answers like any other, but no code was
    sent and none is right, so that a stranger cannot tell the two apart.
    """

    _name = "pact.confirmation"
    _description = "Code that confirms a phone"
    _order = "id desc"
    # A phone is no name to be shown somewhere by accident.
    _rec_name = "id"

    purpose = fields.Selection(
        [
            ("accept", "Accept an invitation"),
            ("change", "Change one's phone"),
            ("reset", "Reset one's password"),
        ],
        required=True,
    )
    subject = fields.Char(required=True)
    phone = fields.Char(required=True, index=True)
    company_id = fields.Many2one("res.company", ondelete="cascade", index=True)
    inbox_id = fields.Many2one("pact.inbox", ondelete="cascade", index="btree_not_null")

    nonce = fields.Char(groups=fields.NO_ACCESS, copy=False)
    digest = fields.Char(groups=fields.NO_ACCESS, copy=False)
    sent_date = fields.Datetime(required=True)
    state = fields.Selection(
        [("live", "Live"), ("used", "Used"), ("void", "Void")], required=True
    )
    channel = fields.Selection(
        [("whatsapp", "WhatsApp"), ("sms", "SMS")], required=True
    )
    delivery = fields.Selection(
        [
            ("pending", "On its way"),
            ("sent", "Sent"),
            ("failed", "Failed"),
            ("no_whatsapp", "No WhatsApp on this number"),
        ],
        required=True,
    )
    # Travels with the message, and comes back in what the network says of it.
    tag = fields.Char(required=True, groups=fields.NO_ACCESS, index=True, copy=False)
    uid = fields.Char(groups=fields.NO_ACCESS, index="btree_not_null", copy=False)

    _live_uniq = models.UniqueIndex("(purpose, subject) WHERE state = 'live'")

    @api.model
    def _as_system(self):
        """Return the model as nobody's: no defaults of one's own act on its rows."""
        # sudo: pact.confirmation - nobody has access to codes; see the model
        return self.with_env(self.env(user=SUPERUSER_ID, su=True, context={}))

    @api.model
    def _latest(self, purpose, subject, phone):
        """Return the code sent last for ``subject`` to ``phone``, to tell how it went.

        For a reset tell nobody: only an account's code can fail.
        """
        return self._as_system().search(
            [
                ("purpose", "=", purpose),
                ("subject", "=", subject),
                ("phone", "=", phone),
            ],
            limit=1,
        )

    @api.model
    def _check_code(self, purpose, subject, phone, code, address):
        """Return whether ``code`` is the live one for ``subject`` on ``phone``.

        A right code is used up with the transaction. A wrong one costs a try, even
        if the transaction fails: so check what else was typed before. ``address`` is
        where the request comes from.
        """
        home = confirmation.home_of(address)
        limits = confirmation.CHECK_LIMITS
        counted = {"address": home, "phone": f"{purpose}:{phone}"}
        if not self.env["pact.throttle"]._hit_all(limits, "check", **counted):
            return False
        last = self._latest(purpose, subject, phone)
        # Who comes second, with the right code at the same moment, comes too late.
        if not last._is_right(code) or not last.try_lock_for_update():
            return False
        last._end("used")
        return True

    def _is_right(self, code):
        """Count the try, and compare only if it may be."""
        now = fields.Datetime.now()
        if not self:
            return False
        # Counted apart from the row: to forget a try is to grant another one.
        attempts = self.env["pact.throttle"]._count(f"code:{self.tag}", FOREVER) - 1
        if not confirmation.is_good(self.state, self.sent_date, attempts, now=now):
            return False
        typed = confirmation.read_code(code)
        return typed is not None and consteq(self.digest, self._digest(typed))

    def _digest(self, code):
        # sudo: ir.config_parameter - the secret without which a digest is worthless
        env = self.env(su=True)
        bound = (self.nonce, self.purpose, self.subject, self.phone, code)
        return hmac(env, "pact_team.confirmation", bound)

    def _new_code(self):
        """Return a code and keep its digest; who wants the code must take it now."""
        digits = confirmation.DIGITS
        code = f"{secrets.randbelow(10**digits):0{digits}d}"
        self.nonce = secrets.token_hex(16)
        self.digest = self._digest(code)
        return code

    def _end(self, state):
        self.write({"state": state, "nonce": False, "digest": False})
        # The next live one is inserted before the ORM would write this one down.
        self.flush_recordset()

    @api.model
    def _end_for_phone(self, number, domain=Domain.TRUE):
        """Void every live code that was sent to ``number``, however it is written."""
        self._as_system().search(
            Domain("state", "=", "live")
            & Domain("phone", "in", spellings(number))
            & domain
        )._end("void")

    @api.autovacuum
    def _gc_codes(self):
        old = fields.Datetime.now() - timedelta(days=1)
        self._as_system().search([("sent_date", "<", old)]).unlink()

from datetime import timedelta

from odoo import fields
from odoo.tests import freeze_time

from .common import PactCase

PHONE = "+5511987654321"
OTHER_PHONE = "+5511987654322"
HOME = "203.0.113.9"
SUBJECT = "invitation:1"


class PhoneCase(PactCase):
    """A company in Brazil that can send codes by WhatsApp and by SMS."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        if not cls._registry_patched:
            # Else what is counted would outlive the test.
            cls.registry_enter_test_mode_cls()
        cls.company.country_id = cls.env.ref("base.br")
        cls.inbox.code_template = "codigo_acesso"
        cls.env["ir.config_parameter"].set_param("sms.endpoint", "http://127.0.0.1:1")
        cls.codes = cls.env["pact.confirmation"]

    def _send(self, phone=PHONE, channel="whatsapp", **rest):
        wanted = {"purpose": "accept", "subject": SUBJECT, "company": self.company}
        wanted |= {"address": HOME} | rest
        return self.codes._send_code(phone=phone, channel=channel, **wanted)

    def _sent(self, phone=PHONE, **rest):
        """Have a code sent; return it, as only the phone knows it."""
        self.assertEqual(self._send(phone, **rest), 0)
        return self._last(phone)._new_code()

    def _last(self, phone=PHONE):
        return self.codes._as_system().search([("phone", "=", phone)], limit=1)

    def _check(self, code, phone=PHONE, purpose="accept", subject=SUBJECT, home=HOME):
        return self.codes._check_code(purpose, subject, phone, code, home)

    def _wrong(self, code):
        return f"{(int(code) + 1) % 10**6:06d}"

    def _prove(self, user, phone=PHONE, proof="whatsapp"):
        user._pact_confirm_phone(phone, "personal", proof)
        return user


class CodeCase(PhoneCase):
    """The same, with a clock that only the test moves."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # No hour ends within a test: that is when counters begin again.
        hour = {"minute": 0, "second": 0, "microsecond": 0}
        cls.now = fields.Datetime.now().replace(**hour)

    def setUp(self):
        super().setUp()
        clock = freeze_time(self.now)
        self.clock = clock.start()
        self.addCleanup(clock.stop)

    def _pass(self, **span):
        self.clock.tick(timedelta(**span))

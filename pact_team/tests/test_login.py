import re

from odoo import http
from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .phone_case import OTHER_PHONE, PHONE, PhoneCase

SPELLINGS = (
    "+5511987654321",
    "+55 11 98765-4321",
    "+55 (11) 98765.4321",
    "0055 11 98765 4321",
    "5511987654321",
    "(11) 98765-4321",
    "11987654321",
    "011 98765-4321",
    " 11 98765 4321 ",
    # Before the ninth digit.
    "+551187654321",
    "11 8765-4321",
    "tel:+55-11-98765-4321",
)
NOT_MINE = (
    "98765-4321",
    "+5511987654322",
    "+5521987654321",
    "11987654321 x12",
    "11987654321;ext=12",
    "+" * 5000,
    "1" * 5000,
    "11987654321\x00",
    "",
)


class PageCase(PhoneCase, HttpCase):
    """A visitor in front of the public pages."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["ir.config_parameter"].set_param("base.login_cooldown_after", 0)

    def setUp(self):
        super().setUp()
        # Core counts failures in the process: each test begins at none.
        self.env.registry._login_failures = None
        self._leave()

    def _leave(self):
        """Become a visitor again, in a session of their own."""
        self.authenticate(None, None)

    def _post_form(self, path, **form):
        form["csrf_token"] = http.Request.csrf_token(self)
        with mute_logger("odoo.addons.base.models.res_users"):
            answer = self.url_open(path, data=form, allow_redirects=False)
        self.assertLess(answer.status_code, 500, form)
        self.env.invalidate_all()
        return answer

    def _log_in(self, login, password="ana_pact"):
        """Post the login form; return the user that is logged in afterwards."""
        self._leave()
        self.answer = self._post_form("/web/login", login=login, password=password)
        session = http.root.session_store.get(
            self.answer.cookies.get("session_id") or self.session.sid
        )
        return self.env["res.users"].browse(session.uid)

    def _text(self, answer):
        """Return the page without what differs between any two visitors."""
        return re.sub(r"[0-9a-f]{40}o\d+", "TOKEN", answer.text)


@tagged("post_install", "-at_install")
class TestLogin(PageCase):
    """P21: people log in with their phone as they write it, or with their e-mail."""

    def test_any_usual_spelling_logs_in(self):
        self._prove(self.ana)
        for login in SPELLINGS:
            with self.subTest(login=login):
                self.assertEqual(self._log_in(login), self.ana)

    def test_what_is_not_the_phone_does_not_log_in(self):
        self._prove(self.ana)
        for login in NOT_MINE:
            with self.subTest(login=login):
                self.assertFalse(self._log_in(login))

    def test_a_national_number_is_read_in_every_country_we_are_in(self):
        company = self.env["res.company"].create({"name": "Lisboa"})
        company.country_id = self.env.ref("base.pt")
        self._prove(self.ana, "+351912345678")
        self.assertEqual(self._log_in("912 345 678"), self.ana)

    def test_a_number_that_two_people_may_mean_logs_in_neither(self):
        for name in ("pt", "es"):
            company = self.env["res.company"].create({"name": name})
            company.country_id = self.env.ref(f"base.{name}")
        self._prove(self.ana, "+351912345678")
        self._prove(self.bia, "+34912345678")
        self.assertFalse(self._log_in("912345678"))
        self.assertFalse(self._log_in("912345678", "bia_pact"))
        self.assertEqual(self._log_in("+34 912 345 678", "bia_pact"), self.bia)

    def test_the_user_name_logs_in_as_ever(self):
        self._prove(self.ana)
        self.assertEqual(self._log_in("ana_pact"), self.ana)

    def test_a_wrong_password_does_not_log_in(self):
        self._prove(self.ana)
        self.assertFalse(self._log_in(PHONE, "wrong"))

    def test_an_unconfirmed_phone_does_not_log_in(self):
        self.ana._pact_note_phone(PHONE, "work")
        self.assertFalse(self._log_in(PHONE))
        self._prove(self.ana)
        self.ana.pact_phone = OTHER_PHONE
        self.assertFalse(self._log_in(OTHER_PHONE))
        self.assertFalse(self._log_in(PHONE))

    def test_a_phone_confirmed_by_hand_logs_in(self):
        self._prove(self.ana, proof="hand")
        self.assertEqual(self._log_in(PHONE), self.ana)

    def test_an_archived_user_does_not_log_in(self):
        """CN7: whose login is locked comes in by no spelling of their phone either."""
        self._prove(self.ana).active = False
        self.assertFalse(self._log_in(PHONE))

    def test_whoever_confirmed_it_next_logs_in(self):
        self._prove(self.ana).active = False
        self._prove(self.bia)
        self.assertEqual(self._log_in(PHONE, "bia_pact"), self.bia)

    def test_an_old_user_name_does_not_shadow_a_phone(self):
        self._prove(self.ana)
        self.env.cr.execute(
            "UPDATE res_users SET login = '11987654321' WHERE id = %s", [self.bia.id]
        )
        self.env.invalidate_all()
        self.assertEqual(self._log_in("11987654321"), self.ana)

    def test_no_user_name_looks_like_a_phone(self):
        for login in ("11987654321", PHONE, "(11) 98765-4321"):
            with self.subTest(login=login):
                with self.assertRaisesRegex(UserError, "no user name"):
                    self._make_user(login)
                with self.assertRaisesRegex(UserError, "no user name"):
                    self.bia.login = login

    def test_an_old_user_name_that_looks_like_a_phone_still_logs_in(self):
        self.env.cr.execute(
            "UPDATE res_users SET login = '11987654321' WHERE id = %s", [self.bia.id]
        )
        self.env.invalidate_all()
        self.bia.name = "Bia"
        self.assertEqual(self._log_in("11987654321", "bia_pact"), self.bia)

    def test_a_login_by_phone_is_in_the_log(self):
        self._prove(self.ana)
        before = len(self.ana.log_ids)
        self._log_in(PHONE)
        self.assertEqual(len(self.ana.log_ids), before + 1)

    def test_the_cool_down_counts_phones(self):
        self._prove(self.ana)
        self.env["ir.config_parameter"].set_param("base.login_cooldown_after", 3)
        for spelling in SPELLINGS[:3]:
            self.assertFalse(self._log_in(spelling, "wrong"))
        self.assertFalse(self._log_in(PHONE))
        self.assertIn("Too many login failures", self.answer.text)

    def test_a_stranger_and_a_colleague_are_answered_alike(self):
        """Attack: enumeration by the login page, in text, status and work done."""
        self._prove(self.ana)
        pages = []
        for login in (PHONE, OTHER_PHONE, "ana_pact", "nobody@example.com"):
            self._leave()
            answer = self._post_form("/web/login", login=login, password="wrong")
            page = self._text(answer).replace(login, "LOGIN")
            pages.append((answer.status_code, page))
        self.assertEqual(len(set(pages)), 1)

    def test_the_page_asks_for_e_mail_or_phone(self):
        page = self.url_open("/web/login").text
        self.assertIn("E-mail or phone", page)


@tagged("post_install", "-at_install")
class TestSecondFactor(PageCase):
    """P21: two-factor login keeps working for who logs in by phone."""

    def test_the_second_factor_is_still_asked(self):
        # The module whose login this is about has to be installed with ours.
        self.assertIn("totp_secret", self.env["res.users"]._fields)
        self._prove(self.ana)
        self.ana.sudo().totp_secret = "A" * 32
        self.assertFalse(self._log_in(PHONE))
        self.assertIn("/web/login/totp", self.answer.headers["Location"])

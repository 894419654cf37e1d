from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.base.tests.common import MockSmtplibCase

from .phone_case import OTHER_PHONE, PHONE
from .test_login import PageCase

ASK = "/web/reset_password"
ENTER = "/web/reset_password/code"
NEW = "correct horse battery"


class ResetCase(PageCase):
    def setUp(self):
        super().setUp()
        self.ana.email = "ana@example.com"
        self._prove(self.ana)

    def _ask(self, login=PHONE):
        self._leave()
        return self._post_form(ASK, login=login)

    def _enter(self, code, password=NEW, again=None):
        again = password if again is None else again
        return self._post_form(
            ENTER, code=code, password=password, confirm_password=again
        )

    def _code(self, phone=PHONE):
        return self._last(phone)._new_code()

    def _can_log_in(self, password=NEW):
        return self._log_in("ana_pact", password) == self.ana


@tagged("post_install", "-at_install")
class TestResetByCode(ResetCase):
    """P21: who forgot the password sets a new one with a code on their phone."""

    def test_the_code_sets_a_new_password(self):
        answer = self._ask()
        self.assertTrue(answer.headers["Location"].endswith(ENTER))
        self.assertEqual(self._last().company_id, self.company)
        page = self._enter(self._code())
        self.assertIn("Your password is set", page.text)
        self.assertTrue(self._can_log_in())

    def test_the_phone_may_be_written_in_any_way(self):
        self._ask("(11) 98765-4321")
        self._enter(self._code())
        self.assertTrue(self._can_log_in())

    def test_every_session_ends(self):
        self.authenticate("ana_pact", "ana_pact")
        old = self.session
        self._ask()
        self._enter(self._code())
        self.opener.cookies.clear()
        self.opener.cookies.set("session_id", old.sid, domain="127.0.0.1", path="/")
        answer = self.url_open("/odoo", allow_redirects=False)
        self.assertIn("/web/login", answer.headers.get("Location", ""))

    def test_a_wrong_code_sets_nothing(self):
        self._ask()
        page = self._enter(self._wrong(self._code()))
        self.assertIn("not right", page.text)
        self.assertFalse(self._can_log_in())

    def test_a_code_is_used_once(self):
        self._ask()
        code = self._code()
        self._enter(code)
        self._enter(code, "another long password")
        self.assertTrue(self._can_log_in())

    def test_a_password_too_short_costs_no_try_and_no_code(self):
        self.env["ir.config_parameter"].set_param("auth_password_policy.minlength", 8)
        self._ask()
        code = self._code()
        for _try in range(6):
            self.assertIn("at least 8", self._enter(code, "short").text)
        self._enter(code)
        self.assertTrue(self._can_log_in())

    def test_passwords_that_differ_are_refused(self):
        self._ask()
        page = self._enter(self._code(), NEW, "something else")
        self.assertIn("twice", page.text)
        self.assertFalse(self._can_log_in())

    def test_a_phone_confirmed_by_hand_resets_nothing(self):
        """Attack: an administrator who confirms a phone takes no account over."""
        self.ana._pact_note_phone(PHONE, "work")
        self._prove(self.ana, proof="hand")
        self._ask()
        self.assertFalse(self._last().company_id)
        self._enter(self._code())
        self.assertFalse(self._can_log_in())

    def test_a_phone_that_is_gone_meanwhile_resets_nothing(self):
        self._ask()
        code = self._code()
        self.ana.pact_phone = False
        self._enter(code)
        self.assertFalse(self._can_log_in())

    def test_the_page_of_the_code_begins_at_the_phone(self):
        self._leave()
        answer = self.url_open(ENTER, allow_redirects=False)
        self.assertTrue(answer.headers["Location"].endswith(ASK))

    def test_a_code_by_sms(self):
        self._ask()
        self._last().sent_date = "2026-01-01 00:00:00"
        self._post_form(ENTER, channel="sms")
        self.assertEqual(self._last().channel, "sms")
        self._enter(self._code())
        self.assertTrue(self._can_log_in())

    def test_a_company_without_whatsapp_sends_sms_at_once(self):
        self.inbox.code_template = False
        self._ask()
        self.assertEqual(self._last().channel, "sms")

    def test_where_resets_are_off_there_is_no_page(self):
        self.env["ir.config_parameter"].set_param("auth_signup.reset_password", False)
        with mute_logger("odoo.http"):
            self.assertEqual(self._ask().status_code, 404)
            self.assertEqual(self._enter("123456").status_code, 404)


@tagged("post_install", "-at_install")
class TestResetTellsNothing(ResetCase):
    """Attack: enumeration by the pages for a forgotten password."""

    def _pages(self, logins, *steps):
        """Return what each of ``logins`` gets to see in ``steps``, without itself."""
        for login in logins:
            seen = []
            for step in (self._ask, *steps):
                answer = step(login) if step == self._ask else step()
                text = self._text(answer).replace(login, "LOGIN")
                seen.append((answer.status_code, text))
            yield tuple(seen)

    def test_known_and_unknown_phones_see_the_same_pages(self):
        self.env["ir.config_parameter"].set_param("auth_password_policy.minlength", 8)
        pages = self._pages(
            (PHONE, OTHER_PHONE),
            lambda: self.url_open(ENTER),
            lambda: self._enter("123456"),
            lambda: self._enter("123456", "short"),
            lambda: self._enter("", NEW),
            lambda: self._post_form(ENTER, channel="sms"),
            lambda: self._post_form(ENTER, channel="whatsapp"),
            lambda: self.url_open(ENTER),
        )
        self.assertEqual(len(set(pages)), 1)

    def test_known_and_unknown_phones_are_written_down_alike(self):
        for phone in (PHONE, OTHER_PHONE):
            self._ask(phone)
        known, unknown = self._last(), self._last(OTHER_PHONE)
        for name in ("purpose", "state", "delivery", "channel"):
            self.assertEqual(known[name], unknown[name], name)

    def test_a_stranger_never_finds_a_right_code(self):
        self._ask(OTHER_PHONE)
        page = self._enter(self._code(OTHER_PHONE))
        self.assertIn("not right", page.text)

    def test_known_and_unknown_e_mails_see_the_same_page(self):
        self.bia.email = False
        logins = ("ana_pact", "ana@example.com", "bia_pact", "nobody@example.com")
        self.assertEqual(len(set(self._pages(logins))), 1)

    def test_no_address_makes_core_tell_who_has_an_account(self):
        for email in ("ana@example.com", "nobody@example.com"):
            for token in ("", "bogus"):
                answer = self.url_open(
                    f"{ASK}?signup_email={email}&token={token}", allow_redirects=False
                )
                self.assertEqual(answer.status_code, 200, (email, token))

    def test_limits_change_no_page(self):
        pages = set()
        for _turn in range(7):
            self._last().sent_date = "2026-01-01 00:00:00"
            answer = self._ask()
            pages.add((answer.status_code, self._text(answer)))
        self.assertEqual(len(pages), 1)

    def test_what_no_browser_sends_is_a_bad_request(self):
        self._ask()
        for form in (
            {"code": "\x00"},
            {"code": "1" * 9999},
            {"password": "\x00" * 9, "confirm_password": "\x00" * 9},
            {"channel": "\x00"},
        ):
            with self.subTest(form=form), mute_logger("odoo.http"):
                answer = self._post_form(ENTER, **form)
                self.assertEqual(answer.status_code, 400)
        with mute_logger("odoo.http"):
            self.assertEqual(self._ask("\x00").status_code, 400)

    def test_odd_forms_are_answered(self):
        self._ask()
        for form in (
            {},
            {"code": "٤٨٢٩١٥", "password": NEW, "confirm_password": NEW},
            {"channel": "fax", "code": "😀"},
            {"unknown": "field", "password": NEW, "confirm_password": NEW},
        ):
            with self.subTest(form=form):
                self.assertEqual(self._post_form(ENTER, **form).status_code, 200)

    def test_a_form_without_token_is_refused(self):
        with mute_logger("odoo.http"):
            answer = self.url_open(ASK, data={"login": PHONE})
        self.assertEqual(answer.status_code, 400)


@tagged("post_install", "-at_install")
class TestResetLetter(MockSmtplibCase, ResetCase):
    """P21: who logs in by e-mail is sent core's letter, and nobody else is told."""

    def _asked(self, login):
        """Return what the visitor's request leaves to do after it."""
        users = self.env["res.users"]
        before = len(self.env.cr.postcommit)
        users._pact_ask_reset_letter(login, "203.0.113.9")
        return len(self.env.cr.postcommit) - before

    def test_a_letter_is_asked_for_strangers_too(self):
        self.assertEqual(self._asked("ana_pact"), 1)
        self.assertEqual(self._asked("nobody@example.com"), 1)

    def test_five_letters_an_hour_are_for_one_account(self):
        asked = [self._asked("ana_pact") for _turn in range(6)]
        self.assertEqual(asked, [1, 1, 1, 1, 1, 0])

    def test_core_refuses_who_has_no_e_mail_where_nobody_hears(self):
        self.bia.email = False
        with self.assertRaises(UserError):
            self.env["res.users"].reset_password("bia_pact")

    def test_links_go_to_where_the_person_reads_mail(self):
        """CN5: the login is one thing, the address for links another."""
        servers = self.env["ir.mail_server"]
        servers.search([]).active = False
        servers.create(
            {"name": "Post", "smtp_host": "localhost", "smtp_encryption": "none"}
        )
        for address in ("ana@example.com", "ana@another.example"):
            self.ana.email = address
            with self.mock_smtplib_connection():
                self.env["res.users"].reset_password("ana_pact")
            self.assertEqual(self.emails[-1]["smtp_to_list"], [address])
        self.assertEqual(self.ana.login, "ana_pact")

    def test_a_link_in_a_letter_still_works(self):
        self.ana.partner_id.signup_prepare(signup_type="reset")
        token = self.ana.partner_id.sudo()._generate_signup_token()
        self._leave()
        page = self._post_form(
            ASK,
            token=token,
            password=NEW,
            confirm_password=NEW,
            login="ana_pact",
            name="Ana",
        )
        self.assertIn("successfully", page.text)
        self.assertTrue(self._can_log_in())


@tagged("post_install", "-at_install")
class TestEffort(ResetCase):
    """Attack: a login that fails takes as long for strangers as for colleagues."""

    def test_a_password_is_computed_for_everybody(self):
        users = self.env.registry["res.users"]
        for login in (PHONE, "ana_pact", OTHER_PHONE, "nobody@example.com"):
            with (
                self.subTest(login=login),
                patch.object(
                    users,
                    "_crypt_context",
                    autospec=True,
                    side_effect=users._crypt_context,
                ) as contexts,
            ):
                self._log_in(login, "wrong")
                self.assertEqual(contexts.call_count, 1)

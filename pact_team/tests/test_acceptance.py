import re
from datetime import timedelta

from odoo import fields, http
from odoo.tests import HttpCase, freeze_time, tagged
from odoo.tools import mute_logger

from .common import PactCase

PHONE = "+5511987654321"
ADDRESS = "nina@example.com"
PASSWORD = "a password for Nina"
WRITTEN = {
    "first_name": "Nina",
    "last_name": "Souza",
    "country": "BR",
    "phone": "(11) 98765-4321",
    "kind": "work",
}


class AcceptanceCase(PactCase, HttpCase):
    """Nina was invited to the company, and stands before the door with her link.

    It can send codes by WhatsApp and by SMS; only the test moves the clock.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.country_id = cls.env.ref("base.br")
        cls.inbox.code_template = "codigo_acesso"
        cls.env["ir.config_parameter"].set_param("sms.endpoint", "http://127.0.0.1:1")
        # No hour ends within a test: that is when counters begin again.
        hour = {"minute": 0, "second": 0, "microsecond": 0}
        cls.now = fields.Datetime.now().replace(**hour)

    def setUp(self):
        super().setUp()
        clock = freeze_time(self.now)
        self.clock = clock.start()
        self.addCleanup(clock.stop)
        self.authenticate(None, None)
        self.invitation = self._invite(ADDRESS)
        self.token = self._link(self.invitation)

    def _invite(self, email, **vals):
        invitation = self.env["pact.invitation"].create(
            {
                "email": email,
                "company_id": self.company.id,
                "lang": "en_US",
                "team_ids": [fields.Command.set(self.team.ids)],
                "max_open": 3,
                **vals,
            }
        )
        invitation._advance(
            "sent", sent_date=self.now, expiry_date=self.now + timedelta(days=7)
        )
        return invitation

    def _link(self, invitation):
        token = self.env["pact.invitation.link"]._make(invitation)
        self.env.flush_all()
        return token

    def _path(self, token=None):
        return f"/pact/invitation/{token or self.token}"

    def _look(self, token=None, **rest):
        self.env.flush_all()
        return self.url_open(self._path(token), allow_redirects=False, **rest)

    def _answer(self, step, token=None, path="", **form):
        """Send the form as the page does; where that leads to is not followed."""
        self.env.flush_all()
        data = {"csrf_token": http.Request.csrf_token(self), "step": step, **form}
        response = self.url_open(
            self._path(token) + path, data=data, allow_redirects=False
        )
        self.env.invalidate_all()
        return response

    def _give_phone(self, **form):
        return self._answer("send", **{**WRITTEN, **form})

    def _accept(self, code=None, **form):
        code = self._known_code() if code is None else code
        return self._answer("accept", **{"code": code, "password": PASSWORD, **form})

    def _come_in(self, **form):
        self.assertEqual(self._give_phone(**form).status_code, 303)
        return self._accept()

    def _sent_codes(self):
        subject = self.invitation._code_subject()
        codes = self.env["pact.confirmation"]._as_system()
        return codes.search([("subject", "=", subject)])

    def _known_code(self):
        """Return the code that was sent last, as only the phone knows it."""
        code = self._sent_codes()[0]._new_code()
        self.env.flush_all()
        return code

    def _wrong(self, code):
        return f"{(int(code) + 1) % 10**6:06d}"

    def _pass(self, **span):
        self.clock.tick(timedelta(**span))

    def _nina(self):
        return self.env["res.users"].search([("login", "=", ADDRESS)])

    def _is_logged_in(self):
        page = self.url_open("/odoo/discuss", allow_redirects=False)
        return page.status_code == 200

    def _assert_nobody_came_in(self):
        self.env.invalidate_all()
        self.assertFalse(self._nina())
        self.assertNotEqual(self.invitation.state, "accepted")


@tagged("post_install", "-at_install")
class TestAcceptance(AcceptanceCase):
    """Somebody without an account comes in by the link and the code."""

    def test_comes_in_with_all_that_was_offered(self):
        """P16, P17, P18, P20, H24: a member as invited, logged in, at their work."""
        role = self._role("supervisor")
        self.invitation.role_ids = role
        response = self._come_in()
        self.assertEqual(response.status_code, 303)
        self.assertURLEqual(response.headers["Location"], "/odoo/discuss")
        nina = self._nina()
        self.assertEqual(nina.name, "Nina Souza")
        self.assertEqual(nina.company_ids, self.company)
        member = self._member_of(nina)
        self.assertEqual(member.role_ids, role)
        self.assertEqual((member.team_ids, member.max_open), (self.team, 3))
        self.assertEqual(self.invitation.state, "accepted")
        self.assertTrue(self._is_logged_in())

    def test_the_phone_is_confirmed_by_the_way_of_the_code(self):
        """P18: in its international form, with its kind, and how it was proven."""
        self._come_in(kind="personal")
        nina = self._nina()
        self.assertEqual((nina.pact_phone, nina.pact_phone_kind), (PHONE, "personal"))
        self.assertEqual(nina.pact_phone_proof, "whatsapp")
        self.assertTrue(nina.pact_phone_date)

    def test_the_password_is_the_one_that_was_chosen(self):
        """U6: it logs in from then on."""
        self._come_in()
        credential = {"type": "password", "login": ADDRESS, "password": PASSWORD}
        found = self.env["res.users"].authenticate(credential, {"interactive": False})
        self.assertEqual(found["uid"], self._nina().id)

    def test_who_must_wait_to_log_in_is_in_all_the_same(self):
        """P21: after too many wrong logins from an address Odoo lets all wait."""
        self.env["ir.config_parameter"].set_param("base.login_cooldown_after", 1)
        self.addCleanup(self.registry._login_failures.clear)
        self._give_phone()
        code = self._known_code()
        self._log_in_wrongly()
        response = self._accept(code=code)
        self.assertURLEqual(response.headers["Location"], "/web/login")
        self.assertEqual(self.invitation.state, "accepted")
        self.assertTrue(self._member_of(self._nina()))
        self.assertFalse(self._is_logged_in())

    @mute_logger("odoo.addons.base.models.res_users", "odoo.http")
    def _log_in_wrongly(self):
        credential = {"db": self.env.cr.dbname, "login": "bia_pact", "password": "?"}
        for _try in range(2):
            self.url_open("/web/session/authenticate", json={"params": credential})

    def test_the_page_says_who_invites_where_and_as_what(self):
        """P16: and knows the names that the inviter gave."""
        self.invitation.write({"first_name": "Nina", "last_name": "de Souza"})
        page = self._look()
        self.assertEqual(page.status_code, 200)
        for said in ("Bela Vista", self.env.user.name, "Agent", 'value="de Souza"'):
            self.assertIn(said, page.text)

    def test_the_country_of_the_company_is_chosen_already(self):
        """P17: most phones are where the company is."""
        self.assertRegex(self._look().text, r'value="BR"\s+selected="selected"')

    def test_the_page_speaks_the_language_of_the_invitee(self):
        """P9: whatever the browser prefers."""
        self.env["res.lang"]._activate_lang("pt_BR")
        self.invitation.lang = "pt_BR"
        page = self._look(headers={"Accept-Language": "en-US"})
        self.assertIn('<html lang="pt-BR"', page.text)

    def test_looking_changes_nothing(self):
        """P16: programs that look for viruses open the link, and consume nothing."""
        self._look()
        before = self.invitation.read()
        rows = self._rows()
        for method in ("GET", "HEAD", "GET"):
            self.assertEqual(self._look(method=method).status_code, 200)
        self.env.invalidate_all()
        self.assertEqual(self.invitation.read(), before)
        self.assertEqual(self._rows(), rows)

    def _rows(self):
        models = ("mail.mail", "mail.message", "res.users", "pact.confirmation")
        return [self.env[model].sudo().search_count([]) for model in models]

    def test_the_first_answer_opens_the_invitation(self):
        """P8: and so does whoever begins to write."""
        self._answer("", path="/opened")
        self.assertEqual(self.invitation.state, "opened")

    def test_what_was_typed_survives_an_error(self):
        """P17: the sentence stands at the field, and no code goes out."""
        page = self._give_phone(phone="12", first_name="Nina Maria")
        self.assertEqual(page.status_code, 200)
        for kept in ('value="Nina Maria"', 'value="Souza"', 'value="12"'):
            self.assertIn(kept, page.text)
        self.assertIn('id="phone_problem"', page.text)
        self.assertRegex(page.text, r'value="work"[^>]*checked="checked"')
        self.assertFalse(self._sent_codes())

    def test_each_field_has_its_own_sentence(self):
        """P17: a name of spaces, a name too long, no phone, no kind."""
        wrong = {"first_name": " ", "last_name": "x" * 65, "phone": "", "kind": "?"}
        page = self._give_phone(**wrong)
        for name in wrong:
            self.assertIn(f'id="{name}_problem"', page.text)

    def test_what_was_typed_is_still_there_after_looking_for_the_code(self):
        """P17: a phone drops the page while its owner reads the code elsewhere."""
        self._give_phone()
        self.assertIn("+55 11 98765-4321", self._look().text)
        changing = self.url_open(f"{self._path()}?change=1")
        self.assertIn('value="(11) 98765-4321"', changing.text)

    def test_a_wrong_code_lets_nobody_in(self):
        """P18: the sentence tells nothing, and no password is ever in a page."""
        self._give_phone()
        page = self._accept(code=self._wrong(self._known_code()))
        self.assertIn("This code is not right, or no longer good", page.text)
        self.assertNotIn(PASSWORD, page.text)
        self._assert_nobody_came_in()
        self.assertFalse(self._is_logged_in())

    def test_a_short_password_costs_no_code(self):
        """U6: the policy is said before and held, and the same code still works."""
        self.env["ir.config_parameter"].set_param("auth_password_policy.minlength", 12)
        self._give_phone()
        self.assertIn("At least 12 characters", self._look().text)
        code = self._known_code()
        page = self._accept(code=code, password="short")
        self.assertIn('id="password_problem"', page.text)
        self._assert_nobody_came_in()
        self.assertEqual(self._accept(code=code).status_code, 303)

    def test_a_sms_is_sent_at_once_to_who_has_no_whatsapp(self):
        """P19: and the account says that it was an SMS."""
        self._give_phone()
        self._sent_codes().delivery = "no_whatsapp"
        self.assertNotIn("hidden", self._notice("no_whatsapp"))
        self.assertEqual(self._answer("sms").status_code, 303)
        self.assertEqual(self._sent_codes()[0].channel, "sms")
        self._accept()
        self.assertEqual(self._nina().pact_phone_proof, "sms")

    def _notice(self, delivery):
        return re.search(
            rf'<div[^>]*data-delivery="{delivery}"[^>]*>', self._look().text
        )[0]

    def test_otherwise_a_sms_waits_a_minute(self):
        """P19: without a script the button is there, and refuses kindly."""
        self._give_phone()
        self._pass(seconds=59)
        page = self._answer("sms")
        self.assertRegex(page.text, r"Wait\s+1\s+seconds")
        self.assertEqual(len(self._sent_codes()), 1)
        self._pass(seconds=1)
        self.assertEqual(self._answer("sms").status_code, 303)
        self.assertEqual(len(self._sent_codes()), 2)

    def test_a_mistyped_phone_is_corrected_after_a_minute(self):
        """P17, P18: what was typed stays meanwhile, and the older code is void."""
        self._give_phone(phone="(11) 98765-4320")
        code = self._known_code()
        page = self._give_phone()
        self.assertIn('value="(11) 98765-4321"', page.text)
        self.assertRegex(page.text, r"Wait\s+60\s+seconds")
        self._pass(seconds=60)
        self.assertEqual(self._give_phone().status_code, 303)
        self.assertEqual(self._accept(code=code).status_code, 200)
        self.assertEqual(self._accept().status_code, 303)
        self.assertEqual(self._nina().pact_phone, PHONE)

    def test_the_page_hears_how_the_code_fares(self):
        """P19: pending, then what the network says, and when each way is open."""
        self._give_phone()
        news = self._answer("", path="/progress").json()
        self.assertEqual(news["delivery"], "pending")
        self.assertEqual(news["waits"], {"whatsapp": 60, "sms": 60})
        self._sent_codes().delivery = "no_whatsapp"
        news = self._answer("", path="/progress").json()
        self.assertEqual(news["delivery"], "no_whatsapp")
        self.assertEqual(news["waits"]["sms"], 0)

    def test_without_any_way_the_phone_waits_for_an_administrator(self):
        """P19: the account is made, the phone does not log in, and somebody is told."""
        self.inbox.code_template = False
        self.company.pact_sms_codes = False
        self._give_phone()
        self.assertNotIn('id="code"', self._look().text)
        self.assertEqual(self._accept(code="").status_code, 303)
        nina = self._nina()
        self.assertEqual((nina.pact_phone, nina.pact_phone_date), (PHONE, False))
        notice = self._member_of(nina).message_ids.sorted("id")[-1]
        self.assertEqual(notice.notified_partner_ids, self.boss.partner_id)

    def test_a_way_that_opens_meanwhile_has_to_be_taken(self):
        """P18: no account without code where one can be sent."""
        self.inbox.code_template = False
        self.company.pact_sms_codes = False
        self._give_phone()
        self.inbox.code_template = "codigo_acesso"
        self.assertEqual(self._accept(code="").status_code, 200)
        self._assert_nobody_came_in()

    def test_a_phone_of_somebody_else_is_told_to_who_holds_it(self):
        """P21: only the code opens the sentence, and nothing is made."""
        self.ana._pact_confirm_phone(PHONE, "personal", "whatsapp")
        sentence = "logs in with this phone already"
        self.assertNotIn(sentence, self._give_phone().text + self._look().text)
        self.assertIn(sentence, self._accept().text)
        self._assert_nobody_came_in()
        self.assertEqual(self.invitation.state, "opened")

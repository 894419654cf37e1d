import re
from datetime import timedelta

from odoo.tests import tagged
from odoo.tools import mute_logger

from ..controllers.form import LONGEST
from ..rules.invitation import CODES_PER_HOUR, GUESSES_PER_HOUR
from .test_acceptance import ADDRESS, PASSWORD, WRITTEN, AcceptanceCase


@tagged("post_install", "-at_install")
class TestAcceptanceAttack(AcceptanceCase):
    """What somebody may try who has a link, had one, or would like to have one."""

    def _unknown(self):
        return "x" * len(self.token)

    def test_a_link_is_good_once(self):
        """P16: replayed it looks as if it had never existed."""
        self._come_in()
        self.authenticate(None, None)
        for response in (self._look(), self._give_phone(), self._accept(code="1")):
            self.assertEqual(response.status_code, 404)
        self.assertEqual(len(self._nina()), 1)

    def test_all_that_is_over_looks_the_same(self):
        """P10, P16: unknown, cancelled, accepted, deleted: they tell nothing."""
        cancelled, deleted = (
            self._invite("c@example.com"),
            self._invite("d@example.com"),
        )
        tokens = [self._unknown(), self._link(cancelled), self._link(deleted), "é%00"]
        cancelled.action_cancel()
        deleted.unlink()
        self._come_in()
        self.authenticate(None, None)
        pages = [self._look(token) for token in (*tokens, self.token)]
        self.assertEqual({page.status_code for page in pages}, {404})
        self.assertEqual(len({page.text for page in pages}), 1)
        self.assertIn("no longer valid", pages[0].text)
        self.assertNotIn("Bela Vista", pages[0].text)

    def test_an_older_link_says_that_there_is_a_newer_one(self):
        """P15: and lets nobody in."""
        self.env["pact.invitation.link"].search([]).is_replaced = True
        page = self._look()
        self.assertEqual(page.status_code, 410)
        self.assertIn("newer e-mail", page.text)
        self.assertEqual(self._give_phone().status_code, 410)

    def test_a_link_lives_seven_days_to_the_second(self):
        """U7: 6 d 23:59:59 lets in."""
        self._pass(days=6, hours=23, minutes=59, seconds=59)
        self.assertEqual(self._come_in().status_code, 303)
        self.assertTrue(self._nina())

    def test_a_link_is_dead_a_second_after_seven_days(self):
        """U7: 7 d 00:00:01 does not, even for who began in time."""
        self._pass(days=6, hours=23, minutes=59)
        self._give_phone()
        code = self._known_code()
        self._pass(seconds=61)
        for response in (self._look(), self._accept(code=code)):
            self.assertEqual(response.status_code, 410)
            self.assertIn("has expired", response.text)
            self.assertIn('value="again"', response.text)
        self._assert_nobody_came_in()

    def test_a_new_link_is_asked_for_with_always_the_same_answer(self):
        """U7: whether one is sent or not any more; looking asks for none."""
        self._pass(days=8)
        self._look()
        self.assertFalse(self.invitation.renewal_count)
        answers = [self._answer("again") for _again in range(5)]
        self.assertEqual({answer.status_code for answer in answers}, {200})
        self.assertEqual(len({answer.text for answer in answers}), 1)
        self.assertEqual(self.invitation.renewal_count, 1)

    def test_who_is_in_by_now_gets_the_same_answer(self):
        """U7: though there is nothing to invite them to."""
        self._pass(days=8)
        nina = self._make_user(ADDRESS)
        self.env["pact.member"].create(
            {"user_id": nina.id, "company_id": self.company.id}
        )
        self.assertIn("Look into your mailbox", self._answer("again").text)
        self.assertFalse(self.invitation.renewal_count)

    def test_guessing_links_is_slowed_down(self):
        """P16: and who has a good one from the same address still comes in."""
        for _guess in range(GUESSES_PER_HOUR):
            self.assertEqual(self._look(self._unknown()).status_code, 404)
        page = self._look(self._unknown())
        self.assertEqual(page.status_code, 429)
        self.assertIn("Wait an hour", page.text)
        self.assertEqual(self._look().status_code, 200)

    def test_guessing_the_code_ends_after_five(self):
        """P18: then the right one is wrong, and a new one is offered."""
        self._give_phone()
        code = self._known_code()
        for _try in range(5):
            self._accept(code=self._wrong(code))
        page = self._accept(code=code)
        self.assertIn("This code is not right", page.text)
        self.assertIn('value="whatsapp"', page.text)
        self._assert_nobody_came_in()

    def test_a_code_of_another_invitation_is_none(self):
        """P18: a code is bound to what it was sent for."""
        self._give_phone()
        code = self._known_code()
        other = self._invite("other@example.com")
        self.token, self.invitation = self._link(other), other
        self._pass(seconds=60)
        self._give_phone()
        self.assertEqual(self._accept(code=code).status_code, 200)
        self.assertNotEqual(other.state, "accepted")

    def test_a_code_does_not_prove_another_phone(self):
        """P18: the number is the one that the code went to, whatever is sent later."""
        self._give_phone()
        self._accept(phone="11 98765-4322", number="+5511987654322")
        self.assertEqual(self._nina().pact_phone, "+5511987654321")

    def test_so_many_codes_and_no_more(self):
        """P18: nobody writes to a whole town with one link."""
        for number in range(CODES_PER_HOUR):
            self._give_phone(phone=f"(11) 98765-43{number}1")
            self._pass(seconds=60)
        page = self._give_phone(phone="(11) 98765-4399")
        self.assertIn("Too many codes", page.text)
        self.assertEqual(len(self._sent_codes()), CODES_PER_HOUR)

    @mute_logger("odoo.http")
    def test_what_no_browser_sends_is_refused(self):
        """P17: never an error of ours, whichever field it is in."""
        for value in ("\x00", "x\x00y", "x" * 10_240):
            self.assertEqual(self._answer(value).status_code, 400)
            for field in WRITTEN:
                with self.subTest(field, value=value[:3]):
                    response = self._give_phone(**{field: value})
                    self.assertEqual(response.status_code, 400)
        self._give_phone()
        for field in ("code", "password", "tz"):
            for value in ("\x00", "x" * (LONGEST + 1)):
                with self.subTest(field, value=value[:3]):
                    response = self._accept(**{field: value})
                    self.assertEqual(response.status_code, 400)
        self._assert_nobody_came_in()

    @mute_logger("odoo.http")
    def test_a_file_is_no_value(self):
        """P17: nor is a list of values more than its last."""
        form = {**WRITTEN, "step": "send", "csrf_token": self._csrf()}
        del form["first_name"]
        files = {"first_name": ("name.txt", b"Nina")}
        response = self.url_open(self._path(), data=form, files=files)
        self.assertEqual(response.status_code, 400)

    def _csrf(self):
        return re.search(r'csrf_token"\s+value="([^"]+)"', self._look().text)[1]

    @mute_logger("odoo.http")
    def test_a_form_of_another_site_is_refused(self):
        """P16: without the page's own token nothing is taken."""
        for path in ("", "/opened", "/progress"):
            response = self.url_open(
                self._path() + path, data={**WRITTEN, "step": "send"}
            )
            self.assertEqual(response.status_code, 400)
        self.env.invalidate_all()
        self.assertEqual(self.invitation.state, "sent")
        self.assertFalse(self._sent_codes())

    def test_what_is_typed_is_text(self):
        """P17: in the page, and in the name."""
        self._give_phone(first_name="<script>alert(1)</script>", phone="1")
        page = self._give_phone(
            first_name="<b>Nina</b>", last_name='"><img src=x onerror=y>', phone="1"
        )
        self.assertNotIn("<b>Nina", page.text)
        self.assertNotIn("<img src=x", page.text)
        self.assertIn("&lt;b&gt;Nina", page.text)

    def test_nobody_chooses_their_own_rights(self):
        """H24: role, company, groups and address are the invitation's."""
        wanted = {
            "role_ids": str(self._role("administrator").id),
            "company_id": str(self.env.company.id),
            "company_ids": str(self.env.company.id),
            "group_ids": str(self.env.ref("base.group_system").id),
            "login": "root@example.com",
            "email": "root@example.com",
            "max_open": "0",
            "lang": "xx_XX",
        }
        self._give_phone(**wanted)
        self._accept(**wanted)
        nina, member = self._nina(), self._member_of(self._nina())
        self.assertEqual(nina.email, ADDRESS)
        self.assertEqual(nina.company_ids, self.company)
        self.assertFalse(nina.has_group("base.group_system"))
        self.assertEqual(member.role_ids, self._role("agent"))
        self.assertEqual(member.max_open, 3)

    def test_what_is_offered_is_what_stands_at_the_end(self):
        """H22: edited between the page and the answer."""
        self._give_phone()
        self.invitation.role_ids = self._role("supervisor")
        self._accept()
        member = self._member_of(self._nina())
        self.assertEqual(member.role_ids, self._role("supervisor"))

    def test_what_is_cancelled_meanwhile_is_over(self):
        """P10: between the page and the answer."""
        self._give_phone()
        code = self._known_code()
        self.invitation.action_cancel()
        self.assertEqual(self._accept(code=code).status_code, 404)
        self._assert_nobody_came_in()

    def test_the_session_is_another_one_after_the_login(self):
        """P20: who knew the one before has nothing of it."""
        before = self.opener.cookies["session_id"]
        self._come_in()
        self.assertTrue(self._is_logged_in())
        self.assertNotEqual(self.opener.cookies["session_id"], before)
        self.opener.cookies.clear()
        self.opener.cookies["session_id"] = before
        self.assertFalse(self._is_logged_in())

    def test_what_was_typed_is_gone_after_the_login(self):
        """P16: and the link was never kept."""
        self._come_in()
        kept = self.url_open("/web/session/get_session_info", json={"params": {}}).text
        self.assertIn(ADDRESS, kept)
        self.assertNotIn(self.token, kept)

    def test_nobody_is_led_away(self):
        """P20: where one comes to is not for the link to say."""
        self._give_phone(redirect="https://evil.example")
        response = self._accept(redirect="https://evil.example")
        self.assertURLEqual(response.headers["Location"], "/odoo/discuss")

    def test_another_link_hears_nothing_of_a_code(self):
        """P19: only who asked for the code, in the same browser, hears of it."""
        self._give_phone()
        other = self._link(self._invite("other@example.com"))
        for token in (other, self._unknown()):
            response = self._answer("", token=token, path="/progress")
            self.assertEqual((response.status_code, response.json()), (404, {}))
        self.authenticate(None, None)
        self.assertEqual(self._answer("", path="/progress").status_code, 404)

    def test_the_link_stays_where_it_is(self):
        """P16: in no referrer, in no cache, in no frame, in no search."""
        self._pass(seconds=1)
        expired = self._invite("e@example.com")
        expired.expiry_date = self.now - timedelta(days=1)
        pages = [
            self._look(),
            self._look(self._unknown()),
            self._look(self._link(expired)),
            self._give_phone(phone="1"),
            self._give_phone(),
            self._answer("", path="/progress"),
        ]
        for page in pages:
            self.assertEqual(page.headers["Cache-Control"], "no-store")
            self.assertEqual(page.headers["Referrer-Policy"], "no-referrer")
            self.assertEqual(page.headers["X-Frame-Options"], "DENY")
            self.assertIn("noindex", page.headers["X-Robots-Tag"])
            self.assertIn(
                "frame-ancestors 'none'", page.headers["Content-Security-Policy"]
            )

    def test_no_password_and_no_code_is_in_a_page_or_a_log(self):
        """P18: whatever goes wrong."""
        self._give_phone()
        code = self._known_code()
        with self.assertLogs(level="DEBUG") as logs:
            page = self._accept(code=self._wrong(code))
        said = page.text + "".join(logs.output)
        self.assertNotIn(PASSWORD, said)
        self.assertNotIn(self._wrong(code), page.text)

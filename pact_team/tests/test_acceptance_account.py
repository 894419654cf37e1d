from odoo.tests import new_test_user, tagged

from .test_acceptance import ADDRESS, PASSWORD, AcceptanceCase

OWN_PASSWORD = "nina's own password"


@tagged("post_install", "-at_install")
class TestAcceptanceOfAccount(AcceptanceCase):
    """X1, P7: an address that is a user already gets a further membership."""

    def setUp(self):
        super().setUp()
        self.home = self.env["res.company"].create({"name": "Another home"})
        self.nina = self._make_account("base.group_user")

    def _make_account(self, groups):
        return new_test_user(
            self.env,
            ADDRESS,
            groups=groups,
            name="Nina of old",
            email=ADDRESS,
            password=OWN_PASSWORD,
            company_id=self.home.id,
            company_ids=[(6, 0, self.home.ids)],
            context={"no_reset_password": True},
        )

    def _assert_untouched(self):
        self.env.invalidate_all()
        self.assertNotIn(self.company, self.nina.company_ids)
        self.assertFalse(self._member_of(self.nina))
        self.assertNotEqual(self.invitation.state, "accepted")

    def test_is_asked_to_log_in_and_comes_back(self):
        """P7: whether there is an account is told to who holds the link, no more."""
        page = self._look()
        back = f"/web/login?redirect=%2Fpact%2Finvitation%2F{self.token}"
        self.assertIn(f'href="{back}"', page.text)
        self.assertNotIn("Nina of old", page.text)
        self.assertNotIn('name="password"', page.text)

    def test_without_logging_in_nothing_is_changed(self):
        """P7: no code is sent, and no password is ever set."""
        for step in ("send", "sms", "accept", "join"):
            self._answer(step, password=PASSWORD, code="123456")
        self._assert_untouched()
        self.assertFalse(self._sent_codes())
        credential = {"type": "password", "login": ADDRESS, "password": OWN_PASSWORD}
        found = self.env["res.users"].authenticate(credential, {"interactive": False})
        self.assertEqual(found["uid"], self.nina.id)

    def test_joins_with_one_click_after_logging_in(self):
        """P7: looking shows the button, and only the button joins."""
        self.authenticate(ADDRESS, OWN_PASSWORD)
        self.assertIn('value="join"', self._look().text)
        self._assert_untouched()
        response = self._answer("join")
        self.assertURLEqual(response.headers["Location"], "/odoo/discuss")
        self.assertEqual(self.nina.company_ids, self.home | self.company)
        self.assertEqual(self._member_of(self.nina).team_ids, self.team)
        self.assertEqual(self.invitation.user_id, self.nina)

    def test_somebody_else_sees_nothing_but_the_way_out(self):
        """P16: neither the company nor a name, and no button of the page works."""
        self.authenticate("bia_pact", "bia_pact")
        page = self._look()
        self.assertEqual(page.status_code, 403)
        for secret in ("Bela Vista", "Nina", ADDRESS):
            self.assertNotIn(secret, page.text)
        self.assertIn("/web/session/logout?redirect=", page.text)
        for step in ("join", "send", "accept"):
            self.assertEqual(self._answer(step).status_code, 403)
        self._assert_untouched()

    def test_somebody_else_does_not_take_the_place_of_a_newcomer(self):
        """P16: an administrator who tries the link he copied stays who he is."""
        other = self._invite("new@example.com")
        self.authenticate("boss_pact", "boss_pact")
        self.assertEqual(self._look(self._link(other)).status_code, 403)

    def test_a_portal_user_becomes_a_colleague(self):
        """P20: in one step, with the back office open at once."""
        self.nina.unlink()
        self.nina = self._make_account("base.group_portal")
        self.authenticate(ADDRESS, OWN_PASSWORD)
        self.assertIn('value="join"', self._look().text)
        self._answer("join")
        self.assertFalse(self.nina.share)
        self.assertTrue(self._member_of(self.nina))
        self.assertTrue(self._is_logged_in())

    def test_an_account_that_is_made_meanwhile_is_not_taken_over(self):
        """P7: between the page and the answer somebody got the address."""
        self.nina.unlink()
        self._give_phone()
        code = self._known_code()
        self.nina = self._make_account("base.group_user")
        self._accept(code=code)
        self._assert_untouched()

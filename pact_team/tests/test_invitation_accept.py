from datetime import timedelta

from odoo import fields
from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .invitation_case import InvitationCase


@tagged("post_install", "-at_install")
class TestInvitationAccept(InvitationCase):
    def _offer(self, address="nina@example.com", **vals):
        offer = self._invite(address, **vals)
        self._mailed_token(offer)
        return offer.sudo()

    def test_exactly_what_was_offered(self):
        """H24, P20: roles, options, teams, maximum and hours as on the invitation."""
        dispense = self.env["pact.right"]._of(["may_dispense"])
        calendar = self.env["resource.calendar"].create(
            {"name": "Night", "company_id": self.company.id}
        )
        roles = self._role("agent") | self._role("payments")
        offer = self._offer(
            role_ids=self._set(*roles),
            option_ids=self._set(dispense),
            team_ids=self._set(self.team),
            max_open=4,
            calendar_id=calendar.id,
        )
        member = self._member_of(self._come_in(offer))
        self.assertEqual(member.role_ids, roles)
        self.assertEqual(member.option_ids, dispense)
        self.assertEqual(member.team_ids, self.team)
        self.assertEqual((member.max_open, member.calendar_id), (4, calendar))
        self.assertEqual((offer.state, offer.member_id), ("accepted", member))

    def test_an_option_that_its_role_lost_is_dropped(self):
        """U39: what is no longer allowed at that moment is not given."""
        dispense = self.env["pact.right"]._of(["may_dispense"])
        role = self.env["pact.role"].create(
            {
                "name": "Night",
                "kind": "agent",
                "company_id": self.company.id,
                "option_ids": self._set(dispense),
            }
        )
        offer = self._offer(role_ids=self._set(role), option_ids=self._set(dispense))
        role.option_ids -= dispense
        self.assertFalse(self._member_of(self._come_in(offer)).option_ids)

    def test_a_new_user_is_an_internal_one_and_no_more(self):
        """P20: of this company only, by the invited address."""
        offer = self._offer("Nina@Example.com", lang="en_US")
        user = offer._make_user("Nina", "Souza", "a good secret", tz="America/Manaus")
        self.assertEqual(user.group_ids, self.env.ref("base.group_user"))
        self.assertEqual((user.login, user.email), ("nina@example.com",) * 2)
        self.assertEqual((user.name, user.tz), ("Nina Souza", "America/Manaus"))
        self.assertEqual((user.company_id, user.company_ids), (self.company,) * 2)
        self.assertFalse(user.partner_id.signup_type)

    def test_a_second_time_changes_nothing(self):
        """P16: single use; the same person pressing twice is still one member."""
        offer = self._offer()
        user = self._come_in(offer)
        member = offer._accept(user)
        self.assertEqual(member, self._member_of(user))
        token = self.env["pact.invitation.link"].search(
            [("invitation_id", "=", offer.id)]
        )
        self.assertTrue(token)

    def test_an_accepted_link_is_over(self):
        """P16: whoever comes with it later sees nothing."""
        offer = self._invite("nina@example.com")
        token = self._mailed_token(offer)
        self._come_in(offer)
        self.assertEqual(self._verdict(token), "over")

    def test_nobody_else_takes_it(self):
        """P16: a colleague with the link does not become the invited one."""
        offer = self._offer()
        other = self._make_user("other_pact")
        with self.assertRaisesRegex(UserError, "somebody else"):
            offer._accept(other)
        user = self._come_in(offer)
        other.email = user.email
        with self.assertRaisesRegex(UserError, "no longer valid"):
            offer._accept(other)

    def test_a_user_elsewhere_gets_a_further_company(self):
        """P7, X1: no second user; what they have elsewhere stays."""
        branch = self.env["res.company"].create({"name": "Filial"})
        self.ana.write({"login": "ana@example.com", "email": "ana@example.com"})
        before = self._member_of(self.ana)
        offer = self._invite(
            "ana@example.com", user=self._branch_boss(branch), company=branch
        )
        self._send(offer, user=self._branch_boss(branch))
        offer = offer.sudo()
        self.assertEqual(offer._existing_user(), self.ana)
        member = offer._accept(offer._existing_user())
        self.assertEqual(self.ana.company_ids, self.company | branch)
        self.assertEqual(member.company_id, branch)
        self.assertEqual(self._member_of(self.ana), before | member)

    def _branch_boss(self, branch):
        user = self.env["res.users"].search([("login", "=", "branch_boss")])
        return user or self._make_member(
            "branch_boss", "administrator", self._make_team("T", branch)
        )

    def test_a_portal_user_becomes_an_internal_one(self):
        """G2: in one write, for Odoo refuses to be both for a moment."""
        customer = self._make_user("nina@example.com", groups="base.group_portal")
        offer = self._offer()
        self.assertEqual(offer._existing_user(), customer)
        offer._accept(customer)
        self.assertFalse(customer.share)
        self.assertTrue(self._member_of(customer).may_answer)

    def test_somebody_removed_is_taken_back(self):
        """P13: with the one membership they had, and what is offered now."""
        offer = self._offer(team_ids=self._set(self.team))
        user = self._come_in(offer)
        member = self._member_of(user)
        member.action_remove()
        self._offer(max_open=7)._accept(user)
        self.assertEqual(self._member_of(user), member)
        self.assertEqual((member.max_open, member.team_ids), (7, self.team.browse()))

    def test_an_account_that_an_invitation_made_is_reopened(self):
        """P13: with the name and the password of now."""
        user = self._come_in(self._offer())
        self._member_of(user).action_remove()
        user.active = False
        user.sudo()._pact_note_phone("+5511987654321", "work")
        keys = self.env["res.users.apikeys"].with_user(user).sudo()
        keys._generate("rpc", "old", None)
        devices = self.env["auth_totp.device"].with_user(user).sudo()
        devices._generate("browser", "old", fields.Datetime.now() + timedelta(days=9))
        self.assertTrue(user.totp_trusted_device_ids)
        again = self._offer()
        self.assertFalse(again._existing_user())
        self.assertEqual(again._make_user("Ana", "Lima", "another secret"), user)
        self.assertTrue(user.active)
        self.assertEqual(user.name, "Ana Lima")
        self.assertFalse(user.pact_phone or user.api_key_ids)
        self.assertFalse(user.totp_trusted_device_ids)

    def test_an_account_of_another_origin_stays_closed(self):
        """P20: an invitation reopens neither an administrator nor anybody's account."""
        made_by_hand = self._make_user("nina@example.com")
        made_by_hand.active = False
        with self.assertRaisesRegex(UserError, "Ask boss_pact"):
            self._offer()._make_user("Nina", "Souza", "a good secret")
        powerful = self._come_in(self._offer("bruno@example.com"))
        powerful.group_ids = [Command.link(self.env.ref("base.group_system").id)]
        self._member_of(powerful).action_remove()
        powerful.active = False
        with self.assertRaisesRegex(UserError, "an account with this address"):
            self._offer("bruno@example.com")._make_user("B", "S", "a good secret")

    def test_who_was_made_a_member_by_hand_keeps_that(self):
        """P7: a letter from last week neither demotes nor promotes anybody."""
        offer = self._offer()
        chief = self._make_user("nina@example.com")
        chief.email = "nina@example.com"
        member = self.env["pact.member"].create(
            {
                "user_id": chief.id,
                "company_id": self.company.id,
                "role_ids": self._set(self._role("administrator")),
            }
        )
        self.assertEqual(offer._accept(chief), member)
        self.assertTrue(member.may_configure)
        self.assertEqual(offer.state, "accepted")

    def test_a_login_with_wildcards_is_nobody_elses(self):
        """P16: "_" and "%" in an address stand for themselves."""
        self._make_user("ninaxsouza@example.com")
        self.assertFalse(self._offer("nina_souza@example.com")._existing_user())

    def test_a_token_that_is_none(self):
        """P16: whatever comes as a token, the answer is the same and no error."""
        for token in (None, 7, "", "é" * 43, "a" * 43, "a" * 10_000, "\x00" * 43, []):
            with self.subTest(token=token):
                offer, verdict = self.env["pact.invitation"]._find_by_token(token)
                self.assertEqual((len(offer), verdict), (0, "over"))

    def test_opening_is_written_down_once(self):
        """I8: the first time counts."""
        offer = self._offer()
        offer._mark_opened()
        first = offer.opened_date
        self.assertEqual(offer.state, "opened")
        offer._mark_opened()
        self.assertEqual(offer.opened_date, first)

from odoo.exceptions import AccessError

from .leave_case import LUA, LeaveCase


class TestLeaveForOthers(LeaveCase):
    """C12, I3: somebody is gone; who decides does it for them."""

    def test_a_supervisor(self):
        """The person is unavailable, told so, and what they held goes on."""
        offer = self._offer(self.rosa, self.member.id)
        self.assertEqual(self.member.availability, "unavailable")
        self.assertEqual(self.member.availability_id.cause, "supervisor")
        self.assertEqual(self.member.availability_id.by_user_id, self.rosa)
        self.assertIn("marked you as unavailable", self._sent_to(self.ana))
        self.assertEqual(offer["name"], self.ana.name)
        self.assertEqual(offer["member_id"], self.member.id)
        self.assertEqual(len(offer["rows"]), 3)
        self.assertEqual(self._member_of(self.rosa).availability, "available")
        outcomes, _why = self._give(
            {self.first: self._member_of(self.bia), self.second: False},
            "Ana foi ao médico",
            user=self.rosa,
            member=self.member,
        )
        self.assertEqual(outcomes, ["handed", "queued"])
        self.assertEqual(self._stint(self.first).by_user_id, self.rosa)
        self.assertEqual(self.third.pact_agent_id, self.ana)

    def test_told_once(self):
        """Who is gone already hears nothing a second time, and the log stays."""
        self._leave(self.rosa, self.member.id)
        stretch = self.member.availability_id
        self._forget_what_was_sent()
        self._leave(self.rosa, self.member.id)
        self.assertEqual(self.member.availability_id, stretch)
        self.assertNotIn("marked you", self._sent_to(self.ana))

    def test_only_what_they_hold(self):
        """Of somebody else nothing is moved by this."""
        other = self._held(LUA, self.bia)
        outcomes, _why = self._give({other: False}, user=self.rosa, member=self.member)
        self.assertEqual(outcomes, ["gone"])
        self.assertEqual(other.pact_agent_id, self.bia)

    def test_who_may(self):
        """A.7: those who assign what others hold; nobody else, in no company."""
        other = self.env["res.company"].create({"name": "Outra"})
        stranger = self._make_member(
            "o_pact", "administrator", self._make_team("O", other)
        )
        kinds = ("manager", "supervisor", "stakeholder", "administrator")
        for kind in kinds:
            user = self._make_member(f"{kind}_pact", kind, self.team)
            with self.subTest(kind):
                self.assertTrue(self._sees_button(user))
                self.assertEqual(len(self._offer(user, self.member.id)["rows"]), 3)
        clerk = self._make_member("clerk_pact", "payments", self.team)
        novice = self._make_member("novice_pact", "conversation", self.team)
        portal = self._make_user("portal_pact", groups="base.group_portal")
        rows = [{"id": self.first.id, "heir_id": False}]
        for user in (
            *(self.bia, stranger, clerk, novice, portal),
            self._make_user("employee_pact"),
        ):
            company = user.company_id
            for method, args in (
                ("leave", [self.member.id]),
                ("leave_hand_over", [rows, "", self.member.id]),
            ):
                with self.subTest((user.login, method)):
                    self._assert_refused(
                        AccessError,
                        "",
                        self._call,
                        user,
                        method,
                        *args,
                        company=company,
                    )
        self.assertFalse(self._sees_button(self.bia))
        self.assertFalse(self._sees_button(self.ana))
        self.assertEqual(self.held.pact_agent_id, self.ana)

    def _sees_button(self, user):
        [row] = self._rpc(
            user, "pact.member", "read", self.member.ids, ["is_mine_to_send_off"]
        )
        return row["is_mine_to_send_off"]

    def test_the_button(self):
        """It opens the assistant of that person."""
        action = self._rpc(
            self.rosa, "pact.member", "action_leave_for", self.member.ids
        )
        self.assertEqual(action["params"], {"member_id": self.member.id})

from odoo.exceptions import AccessError, UserError

from .leave_case import LUA, ODD, LeaveCase


class TestLeaveAttack(LeaveCase):
    def test_odd_members(self):
        """No number of no member is anybody, and the answer is the same for all."""
        missing = self.env["pact.member"].search([], order="id desc", limit=1).id + 9
        for wanted in (*ODD, missing):
            for user in (self.ana, self.rosa):
                with self.subTest((user.login, wanted)):
                    self._assert_refused(
                        AccessError, "do not let you", self._leave, user, wanted
                    )

    def test_odd_rows(self):
        """What no dialog sends is refused in a sentence, and moves nothing."""
        for rows in (
            *(None, 7, "x", {}, {"id": 1}, [None], [7], [[]], [{}]),
            *([{"id": value}] for value in (*ODD, False, None, "1")),
            *([{"id": self.first.id, "heir_id": value}] for value in (*ODD, "1")),
        ):
            with self.subTest(rows):
                self._assert_refused(
                    UserError,
                    "Open the list again",
                    self._call,
                    self.ana,
                    "leave_hand_over",
                    rows,
                )
        self.assertEqual(self.held.pact_agent_id, self.ana)

    def test_odd_notes(self):
        """What no database stores is left out."""
        for note in (*ODD, None):
            with self.subTest(note):
                told = self._call(self.ana, "leave_hand_over", [], note)
                self.assertEqual(told, [])

    def test_conversations_of_others(self):
        """P7: neither a colleague's, nor another company's, nor a chat is touched."""
        other = self.env["res.company"].create({"name": "Outra"})
        strange = self._make_team("O", other)
        stranger = self._make_member("o_pact", "administrator", strange)
        inbox = self._make_inbox(strange, number_ref="700100200300401")
        self._receive(
            self._element("text", {"body": "Oi"}, LUA), inbox=inbox, names={LUA: "Lua"}
        )
        foreign = self._conversation(LUA)
        self._take(foreign, stranger)
        chat = self.env["discuss.channel"].create({"name": "Segredo"})
        missing = chat.browse(chat.id + 999)
        told = {}
        for channel in (foreign, chat, missing):
            told[channel] = self._give({channel: False})
            self.assertEqual(
                self._give({channel: False}, user=self.rosa), told[channel]
            )
        self.assertEqual({outcome for [outcome], _why in told.values()}, {"gone"})
        self.assertEqual(len({why for _outcome, [why] in told.values()}), 1)
        self.assertEqual(foreign.pact_agent_id, stranger)
        outcomes, _why = self._give({self.first: False}, user=stranger)
        self.assertEqual(outcomes, ["gone"])

    def test_heirs_of_other_companies(self):
        """P7: nobody foreign, removed or without the right gets anything."""
        other = self.env["res.company"].create({"name": "Outra"})
        stranger = self._make_member("o_pact", "agent", self._make_team("O", other))
        clerk = self._make_member("clerk_pact", "payments", self.team)
        removed = self._member_of(self._make_member("gone_pact", "agent", self.team))
        removed.action_remove()
        heirs = (self._member_of(stranger), self._member_of(clerk), removed)
        for channel, heir in zip(self.held, heirs, strict=True):
            outcomes, why = self._give({channel: heir})
            self.assertEqual(outcomes, ["queued"])
            self.assertIn("does not answer customers here", why[0])
            self.assertNotIn(heir.name, why[0])

    def test_oneself_is_no_heir(self):
        """What goes to whoever leaves is not handed over: it goes to the queue."""
        outcomes, _why = self._give({self.first: self.member})
        self.assertEqual(outcomes, ["queued"])

    def test_names_are_for_who_may_read(self):
        """Who decides but does not read is told no customer's name."""
        self._leave()
        supervisor = self._member_of(self.rosa)
        self.env.cr.execute(
            "UPDATE pact_member SET may_read_others = FALSE WHERE id = %s",
            supervisor.ids,
        )
        self.env.invalidate_all()
        rows = self._offer(self.rosa, self.member.id)["rows"]
        self.assertEqual({row["customer"] for row in rows}, {"Conversation"})

    def test_no_membership(self):
        """P7: who answers nobody leaves nothing."""
        employee = self._make_user("employee_pact")
        self._assert_refused(AccessError, "answer no customers", self._leave, employee)
        self.assertEqual(self._leave(employee, None, True)["offers"], [])
        self.assertEqual(
            self._call(employee, "leave_hand_over", [{"id": self.first.id}])[0][
                "outcome"
            ],
            "gone",
        )

from odoo.exceptions import UserError

from .common import PactCase

JOAO, RITA = "5531987650002", "5531987650003"


class TestCapacity(PactCase):
    def setUp(self):
        super().setUp()
        self.member = self._member_of(self.ana)

    def test_as_many_as_the_maximum(self):
        """H19: with N open, N+1 is refused in words; finished ones do not count."""
        self.member.max_open = 2
        first, second, third = map(self._from, ("5531987650001", JOAO, RITA))
        self._take(first)
        self._take(second)
        with self.assertRaisesRegex(UserError, "2 conversations already"):
            self._take(third)
        self.assertEqual(third.pact_state, "waiting")
        self._rpc(self.ana, "discuss.channel", "action_pact_finish", first.ids)
        self._take(third)
        self.assertEqual(third.pact_agent_id, self.ana)

    def test_zero_is_no_limit(self):
        """H19: 0 means as many as one likes."""
        for number in range(8):
            self._take(self._from(f"55319876500{number:02}"))
        self.assertEqual(self.member._held_counts()[self.ana], 8)

    def test_by_no_path(self):
        """H19: taken, transferred, assigned, started, reopened: never beyond it."""
        self.member.max_open = 1
        held, other = self._from(JOAO), self._from(RITA)
        self._take(held)
        self._take(other, self.boss)
        self._refused("maximum", other)
        self._rpc(self.boss, "discuss.channel", "action_pact_return", other.ids)
        self._refused("maximum", other)

    def test_what_is_reopened_waits_where_there_is_no_room(self):
        """H19, HN7: the customer of who is full goes to the queue."""
        self.company.pact_reopen_hours = 24
        self.member.max_open = 1
        finished = self._from(JOAO)
        self._take(finished)
        self._rpc(self.ana, "discuss.channel", "action_pact_finish", finished.ids)
        self._take(self._from(RITA))
        self.assertEqual(self._from(JOAO), finished)
        self.assertEqual(finished.pact_state, "waiting")

    def test_nothing_new_in_a_pause(self):
        """C5: taken, transferred, assigned, reopened: nothing comes to who pauses."""
        self.company.pact_reopen_hours = 24
        finished, held, waiting = map(self._from, ("5531987650001", JOAO, RITA))
        self._take(finished)
        self._rpc(self.ana, "discuss.channel", "action_pact_finish", finished.ids)
        self._take(held, self.bia)
        kind = self.env["pact.pause.type"].create(
            {"name": "Lanche", "company_id": self.company.id}
        )
        context = {"allowed_company_ids": self.company.ids}
        self._rpc(self.ana, "pact.member", "begin_pause", kind.id, context=context)
        with self.assertRaisesRegex(UserError, "in a pause"):
            self._take(waiting)
        self._refused("in a pause", held)
        self._refused("in a pause", waiting)
        self._from("5531987650001")
        self.assertEqual(finished.pact_state, "waiting")

    def test_nothing_is_sent_to_who_is_gone(self):
        """C1: who left gets nothing from others; what they take is their own choice."""
        held, waiting = self._from(JOAO), self._from(RITA)
        self._take(held, self.bia)
        self.member._become("unavailable")
        self._refused("not available", held)
        self._take(waiting)
        self.assertEqual(waiting.pact_agent_id, self.ana)

    def _refused(self, words, channel):
        """Let the administrator give it to Ana, and see it refused in words."""
        with self.subTest(channel.pact_state), self.assertRaisesRegex(UserError, words):
            self._rpc(
                self.boss,
                "discuss.channel",
                "action_pact_transfer",
                channel.ids,
                {"user_id": self.ana.id},
            )

    def _from(self, number):
        return self._write(sender=number)

from odoo import fields
from odoo.exceptions import UserError

from .leave_case import LUA, LeaveCase


class TestLeave(LeaveCase):
    def test_nothing_comes_any_more(self):
        """C1: leaving makes one unavailable before anything is asked."""
        self.assertEqual(self._leave()["availability"]["state"], "unavailable")
        self.assertEqual(self.member.availability, "unavailable")
        self.assertEqual(self.member.availability_id.cause, "chosen")
        waiting = self._write(sender=LUA)
        with self.assertRaisesRegex(UserError, "not available"):
            self._transfer(self.rosa, waiting, user_id=self.ana.id)

    def test_what_is_held_is_offered(self):
        """I3: who, of which team, since when unanswered, how long the window lasts."""
        self._answer(self.second)
        self._age_window(self.third, hours=23)
        self.third._pact_refresh_window()
        offer = self._offer()
        self.assertEqual(
            [row["id"] for row in offer["rows"]],
            (self.third | self.first | self.second).ids,
        )
        row = offer["rows"][0]
        self.assertEqual(row["customer"], self.third.name)
        self.assertEqual(row["window_kind"], "until")
        self.assertEqual(
            row["window_ends"], fields.Datetime.to_string(self.third.pact_window_date)
        )
        self.assertTrue(row["unanswered"])
        self.assertFalse(offer["rows"][-1]["unanswered"])
        [team] = offer["teams"]
        self.assertEqual((team["id"], team["name"]), (self.team.id, "Support"))

    def test_who_is_suggested(self):
        """I3: of the same team, available, with room; fewest first, else the queue."""
        boss, bia = self._member_of(self.boss), self._member_of(self.bia)
        boss._become("paused")
        bia.max_open = 2
        heirs = [row["heir_id"] for row in self._offer()["rows"]]
        self.assertEqual(heirs, [bia.id, bia.id, False])
        bia._become("away")
        self.assertEqual({row["heir_id"] for row in self._offer()["rows"]}, {False})
        boss._become("available")
        self.assertEqual({row["heir_id"] for row in self._offer()["rows"]}, {boss.id})

    def test_whom_one_may_choose(self):
        """U14: whoever could have it by a transfer, with what they are and hold."""
        self.team.destination_ids = self.sales
        self._member_of(self.bia)._become("away")
        offer = self._offer()
        people = {one["id"]: one for one in offer["people"]}
        taking = {people[ref]["name"] for ref in offer["teams"][0]["people"]}
        names = (self.bia | self.boss | self.caio | self.rosa).mapped("name")
        self.assertEqual(taking, set(names))
        bia = people[self._member_of(self.bia).id]
        self.assertEqual((bia["availability"], bia["held"]), ("away", 0))
        self.team.destination_ids = self.finance
        offer = self._offer()
        self.assertEqual(len(offer["teams"][0]["people"]), 2)

    def test_one_click_does_all(self):
        """I3: to a person, to the queue, and what is not named is kept."""
        bia = self._member_of(self.bia)
        self._leave()
        outcomes, why = self._give({self.first: bia, self.second: False}, "Volto às 9")
        self.assertEqual((outcomes, why), (["handed", "queued"], ["", ""]))
        self.assertEqual(self.first.pact_agent_id, self.bia)
        self.assertEqual(self.second.pact_state, "waiting")
        self.assertEqual(self.third.pact_agent_id, self.ana)
        for channel, reason in ((self.first, "transferred"), (self.second, "returned")):
            stint = self._stint(channel)
            self.assertEqual(stint.reason, reason)
            self.assertEqual(stint.transfer_reason, "shift")
            self.assertEqual(stint.note, "Volto às 9")
            self.assertEqual(stint.by_user_id, self.ana)
            self.assertIn("Volto às 9", self._notes(channel)[-1].body)
            self.assertFalse(self._outbox(channel))
        self.assertIn("Volto", self._sent_to(self.bia))

    def test_what_is_kept_is_answered(self):
        """C5: unavailable, one still answers what one holds."""
        self._leave()
        self._answer(self.third)
        self.assertEqual(len(self._outbox(self.third)), 1)

    def test_who_became_full_meanwhile(self):
        """I3: it waits in the queue rather than with who is gone, and that is said."""
        bia = self._member_of(self.bia)
        self._leave()
        bia.max_open = 1
        outcomes, why = self._give({self.first: bia, self.second: bia}, "Até amanhã")
        self.assertEqual(outcomes, ["handed", "queued"])
        self.assertIn("as many as they may", why[1])
        self.assertEqual(self.second.pact_state, "waiting")
        self.assertEqual(self._stint(self.second).note, "Até amanhã")

    def test_who_went_away_meanwhile(self):
        """C5: nobody who pauses or left gets it; in words."""
        bia = self._member_of(self.bia)
        self._leave()
        for state, channel in zip(
            ("paused", "away", "unavailable"), self.held, strict=True
        ):
            bia._become(state)
            outcomes, why = self._give({channel: bia})
            self.assertEqual(outcomes, ["queued"])
            self.assertIn("is not there any more", why[0])
            self.assertEqual(channel.pact_state, "waiting")

    def test_what_somebody_took_meanwhile(self):
        """I3: it is not touched, and nothing of it is told."""
        self._leave()
        self._transfer(self.rosa, self.first, user_id=self.bia.id)
        outcomes, why = self._give({self.first: False, self.second: False})
        self.assertEqual(outcomes, ["gone", "queued"])
        self.assertIn("somebody else", why[0])
        self.assertEqual(self.first.pact_agent_id, self.bia)

    def test_without_the_right_to_transfer(self):
        """U14: back to the queue is all that is offered, and all that works."""
        self._take(waiting := self._write(sender=LUA), self.bia)
        offer = self._offer(self.bia)
        self.assertEqual((offer["people"], offer["teams"][0]["people"]), ([], []))
        self.assertFalse(offer["rows"][0]["heir_id"])
        heir = self._member_of(self.boss)
        outcomes, why = self._give({waiting: heir}, user=self.bia)
        self.assertEqual(outcomes, ["kept"])
        self.assertIn("Return it to the queue", why[0])
        self.assertEqual(waiting.pact_agent_id, self.bia)
        self.assertEqual(self._give({waiting: False}, user=self.bia)[0], ["queued"])

    def test_a_note_where_the_company_wants_one(self):
        """U14: to a person not without a word; the queue needs none."""
        self.company.pact_transfer_note = True
        bia = self._member_of(self.bia)
        self.assertTrue(self._offer()["needs_note"])
        for note in ("", " \n", None, ["x"]):
            self._assert_refused(
                UserError, "Say in a note", self._give, {self.first: bia}, note
            )
        self._assert_refused(
            UserError, "longer", self._give, {self.first: bia}, "x" * 2001
        )
        self.assertEqual(self._give({self.second: False})[0], ["queued"])
        self.assertEqual(self._give({self.first: bia}, "Oi\0\ud800")[0], ["handed"])
        self.assertEqual(self._stint(self.first).note, "Oi")

    def test_colleagues_see_it_at_once(self):
        """I3: that they are gone, and what waits now."""
        self._forget_what_was_sent()
        self._leave()
        self.assertIn('"unavailable"', self._sent_to(self.bia))
        self._forget_what_was_sent()
        self._give({self.first: False})
        self.assertIn('"waiting"', self._sent_to(self.bia))

    def test_the_cost_is_flat(self):
        """I3: thirty conversations of thirty teams are no query more than one."""
        self._leave()
        self._give({self.second: False, self.third: False})
        self.first.pact_team_id = self._make_team("Team")
        one = self._count_queries()
        for number in range(29):
            sender = f"55319876{number:05}"
            channel = self._write(sender=sender)
            channel.pact_team_id = self._make_team(f"Team {number}")
            channel._pact_hold(self.ana, "taken")
        self.assertEqual(len(self._offer()["rows"]), 30)
        self.assertLessEqual(self._count_queries(), one)
        self.assertLessEqual(one, 30)

    def _count_queries(self):
        self._leave()
        before = self.env.cr.sql_log_count
        self._offer()
        return self.env.cr.sql_log_count - before

    def test_a_hundred_at_once(self):
        """I3: more than a dialog can show are offered after those."""
        with self.subTest("too many"), self.assertRaises(UserError):
            rows = [{"id": number} for number in range(1, 102)]
            self._call(self.ana, "leave_hand_over", rows)

    def test_without_anything_held(self):
        """C1: no dialog for nothing."""
        self.assertEqual(self._leave(self.caio)["offers"], [])

    def test_leaving_ends_a_pause(self):
        """C8: the pause is logged as what it was."""
        self.member._become("paused")
        self._leave()
        self.assertEqual(self.member.availability, "unavailable")

import json

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError
from odoo.tools import mute_logger

from .nr17_case import HOUR, MINUTE, SECOND, Nr17Case


class TestRests(Nr17Case):
    def test_not_in_the_first_hour(self):
        """I4, C11: refused until the second with the hour, which the menu shows."""
        with self._at(-SECOND):
            self._choose(self.ana)
        with self._at(HOUR - SECOND):
            with self.assertRaisesRegex(UserError, r"begins at 9:00.*first hour"):
                self._begin(self.ana, self.rest)
            offered = self._offered(self.ana)["Descanso"]
            self.assertEqual(offered["refusal"], "first_hour")
            self.assertFalse(offered["is_askable"], "nobody grants it")
            self.assertIn("9:00", offered["opens"])
        with self._at(HOUR):
            self.assertEqual(self._begin(self.ana, self.rest)["state"], "paused")

    def test_not_in_the_last_hour(self):
        """I4: it has to be over when the last hour begins."""
        with self._at(MINUTE):
            self._choose(self.ana)
        with (
            self._at(290 * MINUTE + SECOND),
            self.assertRaisesRegex(UserError, "last hour of your shift"),
        ):
            self._begin(self.ana, self.rest)
        with self._at(290 * MINUTE):
            self.assertEqual(self._begin(self.ana, self.rest)["state"], "paused")

    def test_who_comes_late_works_from_then_on(self):
        """I4: the first hour is one of work, and not of the roster."""
        with self._at(30 * MINUTE):
            self._choose(self.ana)
        with self._at(HOUR), self.assertRaisesRegex(UserError, "9:30"):
            self._begin(self.ana, self.rest)

    def test_without_hours_it_begins_with_them(self):
        """I4: then the shift is six hours from the first availability of the day."""
        with self._at(2 * HOUR):
            self._choose(self.bia)
        for after, reason in ((1, "first_hour"), (3, False), (7, "last_hour")):
            with self._at(2 * HOUR + after * HOUR - SECOND * (after == 1)):
                offered = self._offered(self.bia)["Descanso"]
            if after == 7:
                continue
            self.assertEqual(offered["refusal"], reason, after)
        with self._at(2 * HOUR + 5 * HOUR):
            self.assertEqual(
                self._offered(self.bia)["Descanso"]["refusal"], "last_hour"
            )

    def test_the_later_of_law_and_type(self):
        """I4, C11: where the company opens it later, that hour is shown."""
        self.rest.opens = 10
        with self._at(MINUTE):
            self._choose(self.ana)
            self.assertIn("10:00", self._offered(self.ana)["Descanso"]["opens"])

    def test_other_pauses_begin_at_any_time(self):
        """I4: neither a meal, a need of the body nor a meeting waits for an hour."""
        with self._at(-SECOND):
            self._choose(self.ana)
        for kind in self.meal, self.body, self.meeting:
            with self.subTest(kind.name), self._at(MINUTE):
                self._begin(self.ana, kind)
                self._end(self.ana)

    def test_off_by_default(self):
        """I4: only who wants the mode has it."""
        self.assertFalse(self.env["res.company"].create({"name": "N"}).pact_nr17)
        self.company.pact_nr17 = False
        with self._at(MINUTE):
            self._choose(self.ana)
            self.assertEqual(self._begin(self.ana, self.rest)["state"], "paused")

    def test_nobody_grants_what_the_law_refuses(self):
        """C12, I4: an exception for it is not even asked for."""
        with self._at(MINUTE):
            self._choose(self.ana)
            with self.assertRaisesRegex(UserError, "first hour"):
                self._members(self.ana, "ask_exception", self.rest.id, "cansada")

    def test_only_administrators_switch_it(self):
        """I4, P3: an agent's word changes nothing of the company."""
        with self.assertRaises(AccessError):
            self._rpc(self.ana, "pact.settings", "create", {"pact_nr17": False})
        self._rpc(
            self.boss,
            "pact.settings",
            "create",
            {"company_id": self.company.id, "pact_nr17": False},
        )
        self.assertFalse(self.company.pact_nr17)

    @mute_logger("odoo.sql_db")
    def test_a_need_of_the_body_is_no_rest(self):
        """I4: it is never counted as one."""
        with self.assertRaises(CheckViolation), self.env.cr.savepoint():
            self.body.rest_kind = "rest"
            self.env.flush_all()

    def test_examples_know_what_they_are(self):
        """I4, C10: of the examples, lunch is a meal and the NR-17 rest is a rest."""
        other = self.env["res.company"].create({"name": "Outra"})
        mine = self.env["pact.pause.type"].search([("company_id", "=", other.id)])
        kinds = {one.name: one.rest_kind for one in mine if one.rest_kind}
        self.assertEqual(kinds, {"Lunch": "meal", "NR-17 rest": "rest"})
        self.assertEqual(mine.filtered("is_physiological").name, "Private")

    def test_a_need_of_the_body_is_not_judged(self):
        """I4: however long, however often, under whatever limits of its type."""
        self.body.write({"most_minutes": 1, "least_minutes": 1, "times_a_day": 1})
        pauses = [(self.body, after * MINUTE, 50 * MINUTE) for after in (1, 60, 290)]
        self._work(pauses=pauses)
        taken = self._log(self.ana).filtered("pause_type_id")
        self.assertEqual(len(taken), 3)
        self.assertEqual(set(taken.mapped("outcome")), {False})
        self.assertEqual(set(taken.mapped("rest_kind")), {"body"})

    def test_what_it_was_stays(self):
        """I4: a type that is changed later changes no evidence."""
        self._work(pauses=[(self.rest, HOUR, 10 * MINUTE)])
        self.rest.rest_kind = False
        self.assertEqual(
            self._log(self.ana).filtered("pause_type_id").rest_kind, "rest"
        )

    def _offered(self, user):
        offered = self._members(user, "my_availability")["pauses"]
        return {pause["name"]: pause for pause in offered}


class TestMissing(Nr17Case):
    """I4: who still misses a rest or a meal is told while it fits, once each."""

    def setUp(self):
        super().setUp()
        self.lead = self._make_member("lead_pact", "manager", self._make_team("Chefia"))
        self.other_lead = self._make_member("late_pact", "manager", self.team)
        leads = self.env["pact.member"].search(
            [("user_id", "in", (self.lead + self.other_lead).ids)]
        )
        leads._become("unavailable", cause="logout")
        self.team.supervisor_ids = leads.filtered(lambda one: one.user_id == self.lead)
        with self._at(-MINUTE):
            self._choose(self.ana)

    def test_while_it_fits_and_once(self):
        """I4: half an hour before it is too late, to them and who looks after them."""
        self.assertEqual(self._told(249), {})
        told = self._told(250)
        self.assertEqual(set(told), {self.ana, self.lead})
        self.assertIn("You still miss a rest of 10 minutes", told[self.ana])
        self.assertRegex(told[self.ana], "12:50")
        self.assertIn("ana_pact", told[self.lead])
        for after in (251, 270, 289):
            self.assertEqual(self._told(after), {}, after)

    def test_the_second_one_too(self):
        """I4: each that is missing is told of by itself, and the meal."""
        self._told(250)
        with self._at(255 * MINUTE):
            self._begin(self.ana, self.rest)
        with self._at(265 * MINUTE):
            self._end(self.ana)
        self.assertIn("rest", self._told(266)[self.ana])
        self.assertEqual(self._told(309), {})
        self.assertIn("a meal of 20 minutes", self._told(310)[self.ana])
        self.assertEqual(self._told(311), {})

    def test_not_too_late_and_not_in_vain(self):
        """I4: nobody is told of what does not fit any more, or was taken."""
        self.assertEqual(self._told(291), {})

    def test_whoever_kept_them_is_left_alone(self):
        """I4: two rests and a meal, and nothing is said."""
        for kind, after, lasted in (
            (self.rest, 70, 10),
            (self.meal, 120, 20),
            (self.rest, 200, 10),
        ):
            with self._at(after * MINUTE):
                self._begin(self.ana, kind)
            with self._at((after + lasted) * MINUTE):
                self._end(self.ana)
        for after in (250, 280, 310, 330):
            self.assertEqual(self._told(after), {}, after)

    def test_again_the_next_day(self):
        """I4: yesterday's word is none for today."""
        self._told(250)
        with self._at(6 * HOUR):
            self._choose(self.ana, "unavailable")
        with self._at(24 * HOUR):
            self._choose(self.ana)
        self.assertIn(self.ana, self._told(24 * 60 + 250))

    def test_not_where_the_mode_is_off(self):
        """I4: only who wants the mode is told."""
        self.assertIn(self.company, self._bound())
        self.company.pact_nr17 = False
        self.assertNotIn(self.company, self._bound())

    def test_not_who_has_left(self):
        """I4: whoever is gone is not called back for a rest."""
        with self._at(HOUR):
            self._choose(self.ana, "unavailable")
        self.assertEqual(self._told(250), {})

    def test_flat_however_many_there_are(self):
        """I4: who is well costs nothing more, however many they are."""
        self._come(range(4))
        self._told(100)
        before = self._cost(101)
        self._come(range(4, 12))
        self._told(102)
        self.assertEqual(self._cost(103), before)

    def _come(self, numbers):
        for number in numbers:
            user = self._make_member(f"many{number}_pact", "agent", self.team)
            self._member_of(user)._become("unavailable", cause="logout")
            with self._at(-MINUTE):
                self._choose(user)

    def _bound(self):
        return self.env["pact.member"]._bound_companies()

    def _cost(self, after):
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        with self._at(after * MINUTE):
            self.env["pact.member"]._see_missing(self.company)
        return self.cr.sql_log_count - before

    def _told(self, after):
        """Return ``{user: words}`` of what the minute tells."""
        self.env.cr.precommit.run()
        self.env["bus.bus"].search([]).unlink()
        with self._at(after * MINUTE):
            self.env["pact.member"]._see_missing(self.company)
        return {
            user: self._words(user)
            for user in self.ana + self.bia + self.boss + self.lead + self.other_lead
            if "simple_notification" in self._heard_by(user)
        }

    def _words(self, user):
        return json.loads(json.dumps(self._heard_by(user)))

from ast import literal_eval

from lxml import etree

from odoo.exceptions import AccessError, UserError

from ..models import pact_availability_day
from .nr17_case import HOUR, MINUTE, Nr17Case


class TestDayOfTeam(Nr17Case):
    """The day of a team: worked, paused, idle and gone, as a picture."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.boss.tz = "America/Sao_Paulo"

    def setUp(self):
        super().setUp()
        self._work(
            pauses=(
                (self.rest, 60 * MINUTE, 10 * MINUTE),
                (self.body, 100 * MINUTE, 20 * MINUTE),
                (self.meeting, 180 * MINUTE, 30 * MINUTE),
            )
        )

    def _day(self, user=None, day="2026-03-02", team=None, company=None):
        company = company or self.company
        user = user or self.boss
        context = {"allowed_company_ids": company.ids, "tz": user.tz}
        with self._at(24 * HOUR):
            return self._rpc(
                user,
                "pact.availability",
                "day_of_team",
                day,
                team.id if team else None,
                context=context,
            )

    def _ana(self, told):
        return next(one for one in told["people"] if one["name"].startswith("ana"))

    def test_a_day_of_somebody(self):
        """Each stretch with its hours, on the clock of who looks."""
        told = self._day()
        self.assertEqual(
            [
                (one["state"], one["name"], one["from"], one["until"], one["minutes"])
                for one in self._ana(told)["stretches"]
            ],
            [
                ("available", "", "08:00", "09:00", 60),
                ("paused", "Descanso", "09:00", "09:10", 10),
                ("available", "", "09:10", "11:00", 110),
                ("work", "Reunião", "11:00", "11:30", 30),
                ("available", "", "11:30", "14:00", 150),
            ],
        )
        self.assertEqual(told["hours"][0], {"left": 0, "text": "08:00"})
        self.assertEqual(told["hours"][-1]["text"], "13:00")
        self.assertEqual(self._ana(told)["stretches"][0]["width"], round(100 / 6, 3))
        self.assertIsNone(told["now"])
        self.assertFalse(told["is_today"])

    def test_nobody_sees_a_need_of_the_body(self):
        """I4: it is shown as what was around it, and counted as that."""
        told = self._day()
        self.assertNotIn("Particular", str(told))
        sums = {"available": 320, "work": 30, "paused": 10}
        self.assertEqual(self._ana(told)["sums"], sums)

    def test_another_day(self):
        """Empty where nobody came; today until now."""
        self.assertEqual(self._ana(self._day(day="2026-03-03"))["stretches"], [])
        with self._at(24 * HOUR + 2 * MINUTE):
            self._choose(self.ana)
        with self._at(24 * HOUR + 32 * MINUTE):
            told = self.env["pact.availability"].with_user(self.boss)
            told = told.with_company(self.company).day_of_team()
        self.assertTrue(told["is_today"])
        self.assertGreater(told["now"], 0)
        [stretch] = self._ana(told)["stretches"]
        self.assertEqual(stretch["minutes"], 30)

    def test_the_clock_of_who_looks(self):
        """The same moments in Lisbon, three hours later."""
        self.boss.tz = "Europe/Lisbon"
        self.assertEqual(self._ana(self._day())["stretches"][0]["from"], "11:00")

    def test_a_team(self):
        """Of one team only, of those there are."""
        sales = self._make_team("Vendas")
        self.assertEqual(self._day(team=sales)["people"], [])
        told = self._day(team=self.team)
        self.assertIn("ana_pact", str(told["people"]))
        self.assertIn({"id": sales.id, "name": "Vendas"}, told["teams"])

    def test_who_sees_whose(self):
        """C5: oneself by everybody; others by who looks after people there."""
        other = self.env["res.company"].create({"name": "Outra"})
        elsewhere = self._make_team("O", other)
        stranger = self._make_member("o_d_pact", "administrator", elsewhere)
        for role in ("agent", "supervisor", "stakeholder", "payments", "manager"):
            user = self._make_member(f"{role}_d_pact", role, self.team)
            with self.subTest(role):
                if role == "manager":
                    self.assertIn("ana_pact", str(self._day(user)))
                    continue
                told = self._day(user)
                self.assertNotIn("ana_pact", str(told))
                self.assertEqual(told["teams"], [])
                with self.assertRaises(UserError):
                    self._day(user, team=self.team)
        with self.assertRaises(AccessError):
            self._day(stranger)
        self.assertNotIn("ana_pact", str(self._day(stranger, company=other)))
        with self.assertRaises(UserError):
            self._day(stranger, team=self.team, company=other)
        with self.assertRaises(AccessError):
            self._day(self._make_user("employee_pact"))

    def test_whatever_is_asked_for(self):
        """A day or team of nonsense is refused in words."""
        for day in ("0001-01-01", "x", 7, ["2026-03-02"], "2026-02-30", "\x00"):
            with self.subTest(day), self.assertRaises(UserError):
                self._day(day=day)
        for team in (2**70, "1", [1], -1, True):
            with self.subTest(team), self.assertRaises(UserError):
                self._rpc(
                    self.boss,
                    "pact.availability",
                    "day_of_team",
                    None,
                    team,
                    context={"allowed_company_ids": self.company.ids},
                )

    def test_a_company_of_many(self):
        """More people than fit on a screen are looked at by team."""
        self.assertFalse(self._day()["is_cut"])
        many = len(self._day()["people"])
        self.patch(pact_availability_day, "MOST_PEOPLE", many - 1)
        told = self._day()
        self.assertEqual((len(told["people"]), told["is_cut"]), (many - 1, True))
        self.assertFalse(self._day(team=self._make_team("Vendas"))["is_cut"])

    def test_who_has_left_since(self):
        """A day stays what it was; on the next one nobody expects them."""
        self.ana_member.active = False
        self.assertEqual(self._ana(self._day())["sums"]["paused"], 10)
        self.assertNotIn("ana_pact", str(self._day(day="2026-03-03")))

    def test_flat_however_many_they_are(self):
        """As many queries for twelve as for four."""
        before = self._cost()
        for number in range(8):
            user = self._make_member(f"many{number}_pact", "agent", self.team)
            self._member_of(user)._become("unavailable", cause="logout")
            self._work(user, pauses=[(self.meal, HOUR, 20 * MINUTE)])
        self.assertEqual(self._cost(), before)

    def _cost(self):
        self._day()
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.cr.sql_log_count
        self._day()
        return self.cr.sql_log_count - before


class TestLogFilters(Nr17Case):
    """What is looked for in the log, on the clock of who looks."""

    def setUp(self):
        super().setUp()
        self.coffee = self._make_pause("Café", most_minutes=10, least_minutes=5)
        self._work(pauses=[(self.coffee, HOUR, 4 * MINUTE)])
        self._work(day=24 * HOUR, pauses=[(self.coffee, HOUR, 11 * MINUTE)])

    def test_today_and_this_week(self):
        """At eleven at night it is still today, also where UTC says no."""
        self.boss.tz = "America/Sao_Paulo"
        with self._at(24 * HOUR + 15 * HOUR):
            today, week = self._found("today"), self._found("this_week")
        self.assertEqual(len(today), 4)
        self.assertEqual(len(week), 8)
        with self._at(7 * 24 * HOUR):
            self.assertEqual(len(self._found("this_week")), 0)

    def test_overrun_and_short(self):
        """C8: planned and real, and what was too much or too little."""
        for name, real in (("short", 4), ("overrun", 11)):
            [found] = self._found(name)
            self.assertEqual(
                (found["planned_minutes"], found["real_minutes"]), (10, real)
            )

    def _found(self, name):
        view = self.env.ref("pact_team.pact_availability_view_search")
        arch = etree.fromstring(view.arch)
        [node] = arch.xpath(f"//filter[@name='{name}']")
        domain = literal_eval(node.get("domain"))
        return self._rpc(
            self.boss,
            "pact.availability",
            "search_read",
            [*domain, ("member_id", "=", self.ana_member.id)],
            ["planned_minutes", "real_minutes"],
            context={"tz": "America/Sao_Paulo"},
        )

from datetime import date, datetime, timedelta

from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import freeze_time, tagged

from . import full_table
from .test_inbox_hours import CLOSED, OPEN, WORDS, HoursCase

JOAO, RITA = "5531987650002", "5531987650003"
TEAM_WORDS = "Vendas volta segunda."
NIGHT = timedelta(hours=12)


@tagged("post_install", "-at_install")
class TestTeamHours(HoursCase):
    """HN8: each team works at its own hours."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team.method = "least_busy"

    def _reaches(self, words, moment, sender=JOAO):
        told = self._told(self._write_at(moment, sender=sender))
        self.assertEqual(told.mapped("text"), words)

    def test_a_team_that_is_closed_gives_nothing(self):
        """HN8: its queue is kept, and given when it opens."""
        self.assertTrue(self.team._deals(CLOSED))
        self.team.calendar_id = self.calendar
        for now, expected in (
            (CLOSED, False),
            (OPEN, True),
            (datetime(2026, 3, 3, 11, 59, 59), False),
            (datetime(2026, 3, 3, 12, 0), True),
        ):
            with self.subTest(now=now):
                self.assertIs(self.team._deals(now), expected)
        self.team.method = "by_hand"
        self.assertFalse(self.team._deals(OPEN))

    def test_the_hours_of_the_inbox_close_no_team(self):
        """They say what customers are told; only a team's own hold its queue."""
        self.assertTrue(self.inbox.calendar_id)
        self.assertTrue(self.team._deals(CLOSED))

    def test_its_own_words(self):
        """HN8: the team's out-of-hours message, once in a conversation."""
        self.team.out_of_hours_message = f" {TEAM_WORDS} "
        conversation = self._write_at(CLOSED)
        self.assertEqual(self._told(conversation).text, TEAM_WORDS)
        self._write_at(CLOSED + timedelta(hours=1), "Oi?")
        self.assertEqual(len(self._told(conversation)), 1)

    def test_without_words_of_its_own_those_of_the_inbox(self):
        self._reaches([WORDS], CLOSED)

    def test_its_hours_come_before_those_of_the_inbox(self):
        """HN8: who works at night does not say that nobody is there."""
        self.team.calendar_id = self._make_calendar("Asia/Tokyo")
        # Eleven in the evening in Greenwich is eight in the morning in Tokyo.
        self._reaches([], CLOSED + timedelta(hours=1))
        self._reaches([WORDS], OPEN, RITA)

    def test_words_of_a_team_need_none_of_the_inbox(self):
        self.inbox.write({"out_of_hours_message": False, "calendar_id": False})
        self.team.write(
            {"out_of_hours_message": TEAM_WORDS, "calendar_id": self.calendar.id}
        )
        self._reaches([TEAM_WORDS], CLOSED)
        self._reaches([], OPEN, RITA)

    def test_of_the_team_it_waits_for(self):
        """HN8: what was moved to another team goes by the hours of that one."""
        sales = self._make_team("Sales")
        sales.write({"out_of_hours_message": "Sales is closed"})
        conversation = self._write_at(OPEN)
        conversation.pact_team_id = sales
        self._write_at(CLOSED, "Oi")
        self.assertEqual(self._told(conversation).text, "Sales is closed")

    def test_hours_of_another_company_are_refused(self):
        """P7: working hours belong to the team's own company, or to all."""
        other = self.env["res.company"].create({"name": "Outra"})
        theirs = self._make_calendar("Europe/Madrid", other)
        with self.assertRaises(UserError):
            self._rpc(
                self.boss,
                "pact.team",
                "write",
                self.team.ids,
                {"calendar_id": theirs.id},
            )

    def test_odd_words(self):
        """What no database keeps is left out, and costs nobody an error."""
        self.team.write(
            {"out_of_hours_message": "Fe\x00chado\ud83d", "pause_message": False}
        )
        self.assertEqual(self.team.out_of_hours_message, "Fechado")
        self.assertFalse(self.team.pause_message)

    def test_only_who_configures_sets_them(self):
        """P3: an agent changes neither hours nor words."""
        for values in ({"calendar_id": False}, {"out_of_hours_message": "Já volto"}):
            self._rpc(self.boss, "pact.team", "write", self.team.ids, values)
            with self.assertRaises(UserError):
                self._rpc(self.ana, "pact.team", "write", self.team.ids, values)


@tagged("post_install", "-at_install")
class TestHoliday(HoursCase):
    """HN8: holidays of a company or of some teams, once or every year."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team.method = "least_busy"
        cls.sales = cls._make_team("Sales")
        cls.sales.method = "least_busy"

    @classmethod
    def _make_holiday(cls, day, **vals):
        return cls.env["pact.holiday"].create(
            {"name": "Feriado", "date": day, "company_id": cls.company.id, **vals}
        )

    def _deal(self, now):
        return [self.team._deals(now), self.sales._deals(now)]

    def test_of_everybody(self):
        """HN8: nothing is given on it, by any team."""
        self._make_holiday(date(2026, 3, 3))
        self.assertEqual(self._deal(OPEN), [False, False])
        self.assertEqual(self._deal(OPEN + timedelta(days=1)), [True, True])
        self.assertEqual(self._deal(OPEN + timedelta(days=365)), [True, True])

    def test_of_some_teams(self):
        """HN8: holidays per department."""
        self._make_holiday(date(2026, 3, 3), team_ids=[Command.set(self.sales.ids)])
        self.assertEqual(self._deal(OPEN), [True, False])

    def test_every_year(self):
        """HN8: it comes back, and on 28 February in years without the 29th."""
        self._make_holiday(date(2024, 2, 29), is_yearly=True)
        for now, closed in (
            (datetime(2026, 2, 28, 15), True),
            (datetime(2026, 3, 1, 15), False),
            (datetime(2028, 2, 28, 15), False),
            (datetime(2028, 2, 29, 15), True),
            (datetime(2023, 2, 28, 15), False),
        ):
            with self.subTest(now=now):
                self.assertEqual(self._deal(now), [not closed] * 2)

    def test_on_the_clock_of_the_place(self):
        """HN8: from midnight to midnight in São Paulo."""
        self.company.resource_calendar_id.tz = "America/Sao_Paulo"
        self._make_holiday(date(2026, 3, 3))
        for now, deals in (
            (datetime(2026, 3, 3, 2, 59, 59), True),
            (datetime(2026, 3, 3, 3, 0), False),
            (datetime(2026, 3, 4, 2, 59, 59), False),
            (datetime(2026, 3, 4, 3, 0), True),
        ):
            with self.subTest(now=now):
                self.assertIs(self.team._deals(now), deals)

    def test_customers_are_told(self):
        """C13, HN8: on a holiday nobody is there, whatever the hour."""
        self._make_holiday(date(2026, 3, 3))
        self.assertEqual(self._told(self._write_at(OPEN)).text, WORDS)

    def test_customers_are_told_without_working_hours(self):
        self.inbox.calendar_id = False
        self._make_holiday(date(2026, 3, 3))
        self.assertEqual(self._told(self._write_at(OPEN)).text, WORDS)
        later = OPEN + timedelta(days=1)
        self.assertFalse(self._told(self._write_at(later, sender=JOAO)))

    def test_what_goes_to_many_rests(self):
        """P4, HN8: the working hours of an inbox have its holidays too."""
        self.assertTrue(self.inbox._is_open(OPEN))
        self._make_holiday(date(2026, 3, 3))
        self._make_holiday(date(2026, 3, 4), is_yearly=True)
        self._make_holiday(date(2026, 3, 5), team_ids=[Command.set(self.sales.ids)])
        self.assertFalse(self.inbox._is_open(OPEN))
        opens = self.inbox._opens_on(OPEN, within=timedelta(days=28))
        self.assertEqual(opens, datetime(2026, 3, 5, 12, 0))
        self.assertIsNone(self.inbox._opens_on(OPEN, within=timedelta(hours=20)))

    def test_an_archived_one_and_a_stranger_are_none(self):
        other = self.env["res.company"].create({"name": "Outra"})
        self._make_holiday(date(2026, 3, 3)).active = False
        self._make_holiday(date(2026, 3, 3), company_id=other.id)
        self.assertEqual(self._deal(OPEN), [True, True])

    def test_who_may_what(self):
        """P3, HN8: whoever configures makes them, whoever answers reads them."""
        day = self._make_holiday(date(2026, 3, 3))
        other = self.env["res.company"].create({"name": "Outra"})
        stranger = self._make_member(
            "stranger_pact", "administrator", self._make_team("Outra", other)
        )
        values = {"name": "Natal", "date": "2026-12-25", "company_id": self.company.id}
        made = self._rpc(self.boss, "pact.holiday", "create", [values])
        self.assertTrue(made)
        [read] = self._rpc(self.ana, "pact.holiday", "read", day.ids, ["name"])
        self.assertEqual(read["name"], "Feriado")
        for user, method, arguments in (
            (self.ana, "create", ([values],)),
            (self.ana, "write", (day.ids, {"name": "Meu dia"})),
            (self.ana, "unlink", (day.ids,)),
            (stranger, "read", (day.ids, ["name"])),
            (stranger, "write", (day.ids, {"name": "Meu dia"})),
            (stranger, "create", ([values],)),
            (stranger, "unlink", (day.ids,)),
        ):
            with self.subTest(user=user.login, method=method):
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    self._rpc(user, "pact.holiday", method, *arguments)
                self.env.invalidate_all()

    def test_odd_names(self):
        for name in ("", " \x00 "):
            with self.assertRaises(ValidationError), self.env.cr.savepoint():
                self._make_holiday(date(2026, 3, 3), name=name)
        self.assertEqual(
            self._make_holiday(date(2026, 3, 3), name="Na\x00tal\ud83d").name, "Natal"
        )


@tagged("post_install", "-at_install")
class TestPlace(HoursCase):
    """C13: which place in the queue, where the team says so."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team.tells_place = True
        cls.inbox.write({"calendar_id": False, "out_of_hours_message": False})

    def _says(self, conversation):
        return self._told(conversation).mapped("text")

    def test_each_their_own_place(self):
        """Counted in the order in which they wait, also within one delivery."""
        with freeze_time(OPEN):
            self._write()
            self._receive(self._element(sender=JOAO), self._element(sender=RITA))
        later = [self._conversation(sender) for sender in (JOAO, RITA)]
        for place, conversation in enumerate(sorted(later, key=lambda c: c.id), 2):
            [said] = self._says(conversation)
            self.assertIn(f"number {place} in", said)

    def test_once_each_time_they_wait(self):
        conversation = self._write_at(OPEN)
        self._write_at(OPEN + timedelta(minutes=1), "Alô?")
        self.assertEqual(len(self._says(conversation)), 1)
        with freeze_time(OPEN + timedelta(minutes=2)):
            self._take(conversation)
        self._write_at(OPEN + timedelta(minutes=3), "Obrigada")
        self.assertEqual(len(self._says(conversation)), 1)
        with freeze_time(OPEN + timedelta(minutes=4)):
            conversation._pact_release(reason="returned")
        self._write_at(OPEN + timedelta(minutes=5), "E agora?")
        self.assertEqual(len(self._says(conversation)), 2)

    def test_only_their_own_queue_counts(self):
        self._write_at(OPEN).pact_team_id = self._make_team("Sales")
        [said] = self._says(self._write_at(OPEN, sender=JOAO))
        self.assertIn("number 1 in", said)

    def test_the_first_is_served_by_itself(self):
        """Where conversations are given by themselves, the first waits for nothing."""
        self.team.method = "round_robin"
        self.assertFalse(self._says(self._write_at(OPEN)))
        self.assertTrue(self._says(self._write_at(OPEN, sender=JOAO)))

    def test_in_its_own_words(self):
        self.team.place_message = "Você é o %(place)s.º de 100%."
        self.assertEqual(self._says(self._write_at(OPEN)), ["Você é o 1.º de 100%."])
        with self.assertRaises(ValidationError):
            self.team.place_message = "Aguarde."

    def test_in_the_language_of_the_inbox(self):
        self.company.partner_id.lang = "pt_BR"
        [said] = self._says(self._write_at(OPEN))
        self.assertIn("1", said)
        self.assertNotIn("number", said)

    def test_not_outside_of_hours_nor_to_groups(self):
        """C24: neither there, nor where the window is closed."""
        self.team.calendar_id = self.calendar
        self.assertFalse(self._says(self._write_at(CLOSED)))
        with freeze_time(OPEN):
            self._receive(self._element(group_id="120363", sender=JOAO))
            late = self._write(sender=RITA, sent_date=OPEN - timedelta(hours=25))
        self.assertFalse(self._says(late))
        self.assertFalse(self.env["pact.message"].search([("is_automatic", "=", True)]))

    def test_who_began_at_night_hears_it_in_the_morning(self):
        self.team.calendar_id = self.calendar
        conversation = self._write_at(CLOSED)
        self._write_at(CLOSED + NIGHT + timedelta(hours=1), "Bom dia")
        self.assertEqual(len(self._says(conversation)), 1)

    def test_off_nothing_is_said(self):
        self.team.tells_place = False
        self.assertFalse(self.inbox._speaks())
        self.assertFalse(self._says(self._write_at(OPEN)))

    def test_it_is_found_by_its_index(self):
        """The place is counted along the queue of the team."""
        full_table.fill(self.env, self._make_team("Elsewhere"))
        conversation = self._write_at(OPEN)
        conversation._pact_places(self.team)
        asked = self.env.cr.query.decode()
        self.env.cr.execute(f"EXPLAIN {asked}")
        plan = " ".join(line for [line] in self.env.cr.fetchall())
        self.assertIn("discuss_channel_pact_team_idx", plan)

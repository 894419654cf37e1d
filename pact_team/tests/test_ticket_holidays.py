from datetime import date, datetime

from freezegun import freeze_time

from odoo.fields import Command
from odoo.tests import tagged, warmup

from .test_ticket import DAY, MONDAY, TicketCase
from .test_ticket_cost import TestTicketCost

FRIDAY = datetime(2026, 3, 6, 12, 0)
NEXT_MONDAY = date(2026, 3, 9)


class HolidayCase(TicketCase):
    """A company whose classification counts hours of work, on the clock of its wall."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.calendar = cls.company.resource_calendar_id
        cls.calendar.tz = "UTC"
        cls.invoices.write({"due_kind": "working", "due_hours": 8})

    @classmethod
    def _make_holiday(cls, day=NEXT_MONDAY, **vals):
        return cls.env["pact.holiday"].create(
            {"name": "Feriado", "company_id": cls.company.id, "date": day, **vals}
        )

    def _due(self, **vals):
        with freeze_time(FRIDAY):
            return self._file(**vals).due_date


@tagged("post_install", "-at_install")
class TestTicketHolidays(HolidayCase):
    """SN3, HN8: no hour of work passes on a holiday of the company or its team."""

    def test_on_a_holiday_nobody_works(self):
        """As in Odoo's own: once, or in every year."""
        usual = self._due()
        self.assertEqual(usual.date(), NEXT_MONDAY)
        for vals in ({}, {"day": date(2020, 3, 9), "is_yearly": True}):
            with self.subTest(**vals):
                holiday = self._make_holiday(**vals)
                self.assertEqual(self._due(), usual + DAY)
                holiday.active = False
                self.assertEqual(self._due(), usual)

    def test_whose_holiday_it_is(self):
        """Of the team that answers it, and neither of another nor of a company."""
        usual, other = self._due(), self._make_team("Sales")
        self._make_holiday(team_ids=[Command.set(other.ids)])
        self.assertEqual(self._due(), usual)
        self.assertEqual(self._due(team_id=other.id), usual + DAY)
        stranger = self.env["res.company"].create({"name": "Outra"})
        self._make_holiday(company_id=stranger.id)
        self.assertEqual(self._due(), usual)

    def test_by_the_clock_of_its_hours(self):
        """A day is one where they work, not in Greenwich."""
        self._make_holiday()
        self.calendar.tz = "Asia/Tokyo"
        # At five in the afternoon of the Tuesday there.
        self.assertEqual(self._due(), datetime(2026, 3, 10, 8, 0))

    def test_the_legal_clock_counts_every_day(self):
        """SN3: seven days of the calendar are seven, whoever has a holiday."""
        self.invoices.due_kind = "legal"
        usual = self._due()
        self._make_holiday()
        self._make_holiday(usual.date())
        self.assertEqual(self._due(), usual)

    def test_what_was_promised_stays(self):
        """SN3: a holiday that comes later moves what stood still, and nothing else."""
        with freeze_time(FRIDAY):
            ticket, held = self._file(), self._file()
            held._go("waiting")
        due = ticket.due_date
        self._make_holiday(date(2026, 3, 10))
        self.assertEqual(ticket.due_date, due)
        with freeze_time(datetime(2026, 3, 9, 12, 0)):
            held._go("in_progress")
        self.assertEqual(held.due_date, due + 2 * DAY)

    def test_by_whom_it_is_filed(self):
        """Who may not read holidays, as a customer, is answered by them too."""
        usual = self._due()
        self._make_holiday()
        vals = {"company_id": self.company.id, "partner_id": self.maria.id}
        vals["classification_id"] = self.second_copy.id
        with freeze_time(FRIDAY):
            by_ana = self._rpc(self.ana, "pact.ticket", "create", [vals])
        self.assertEqual(self.env["pact.ticket"].browse(by_ana).due_date, usual + DAY)


@tagged("post_install", "-at_install")
class TestTicketHolidaysCost(HolidayCase, TestTicketCost):
    """What a company with holidays pays for them in SQL: nothing for each request."""

    allow_inherited_tests_method = False

    def _costs(self, work):
        """Return what ``work`` costs without and with holidays."""
        usual = self._settled(work)
        for number in range(20):
            self._make_holiday(MONDAY.date() + number * 9 * DAY, is_yearly=True)
        return usual, self._settled(work)

    @warmup
    def test_one(self):
        """SN3: they are known by heart."""
        tickets = self.env["pact.ticket"].with_user(self.ana)
        usual, cost = self._costs(lambda: tickets.create(self._vals()))
        self.assertEqual(cost, usual)

    @warmup
    def test_a_crowd_of_them(self):
        """SN3: nor for each of a hundred."""
        tickets = self.env["pact.ticket"]
        usual, cost = self._costs(lambda: tickets.create(self._vals(100)))
        self.assertEqual(cost, usual)

from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import PactCase

MONDAY = datetime(2026, 3, 2, 12, 30)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


class TicketCase(PactCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.invoices = cls._make_kind("Boletos")
        cls.second_copy = cls._make_kind("Segunda via", parent_id=cls.invoices.id)
        cls.customer = cls.env["res.partner"].create(
            {"name": "Metalúrgica Souza", "is_company": True}
        )
        cls.maria = cls.env["res.partner"].create(
            {
                "name": "Maria Souza",
                "parent_id": cls.customer.id,
                "email": "maria@metalurgica.example",
                "phone": "+55 31 98765-0001",
            }
        )
        cls.company.pact_ticket_team_id = cls.team

    @classmethod
    def _make_kind(cls, name, **vals):
        return cls.env["pact.classification"].create(
            {"name": name, "company_id": cls.company.id, "is_on_portal": True} | vals
        )

    @classmethod
    def _file(cls, **vals):
        return cls.env["pact.ticket"].create(
            {
                "company_id": cls.company.id,
                "partner_id": cls.maria.id,
                "classification_id": cls.second_copy.id,
            }
            | vals
        )

    def _act(self, user, method, ticket, *args):
        return self._rpc(user, "pact.ticket", f"action_{method}", ticket.ids, *args)


@tagged("post_install", "-at_install")
class TestTicket(TicketCase):
    def test_what_is_decided_as_it_is_filed(self):
        """S15, S19: protocol, team, customer; the contact itself stays as it is."""
        with freeze_time(MONDAY):
            ticket = self._file(contact_phone=" +55 31 3333-4444\0 ")
        self.assertRegex(ticket.protocol, r"^20260302\d{6}$")
        self.assertEqual(ticket.team_id, self.team)
        self.assertEqual(ticket.commercial_partner_id, self.customer)
        self.assertEqual(ticket.contact_name, "Maria Souza")
        self.assertEqual(ticket.contact_phone, "+55 31 3333-4444")
        self.assertEqual(self.maria.phone, "+55 31 98765-0001")
        self.assertEqual((ticket.mode, ticket.state), ("central", "new"))
        self.assertEqual(ticket.due_date, MONDAY + 7 * DAY)

    def test_protocols_are_unique(self):
        """SN1: each its own, found by it."""
        tickets = self._file() + self._file()
        self.assertEqual(len(set(tickets.mapped("protocol"))), 2)
        found = self._rpc(self.boss, "pact.ticket", "name_search", tickets[0].protocol)
        self.assertEqual([one for one, _name in found], tickets[0].ids)

    def test_it_is_named_by_what_it_is_about(self):
        """SN1: under its protocol; by another classification from then on."""
        ticket = self._file()
        self.assertIn("Boletos / Segunda via", ticket.display_name)
        ticket.classification_id = self._make_kind("Entrega")
        self.assertEqual(ticket.display_name, f"{ticket.protocol} · Entrega")

    def test_the_team_of_what_it_is_about(self):
        """S19: that of the classification, else of what it is part of."""
        sales = self._make_team("Sales")
        self.invoices.team_id = sales
        self.assertEqual(self._file().team_id, sales)
        sales.active = False
        self.assertEqual(self._file().team_id, self.team)

    def test_the_customer_stays(self):
        """S8: somebody who changes companies takes no request along."""
        ticket = self._file()
        other = self.env["res.partner"].create({"name": "Outra", "is_company": True})
        self.maria.parent_id = other
        self.assertEqual(ticket.commercial_partner_id, self.customer)

    def test_from_new_to_finished_and_back(self):
        """S21: taken, asked, answered, finished, reopened."""
        ticket = self._file()
        self._act(self.ana, "take", ticket)
        self.assertEqual((ticket.user_id, ticket.state), (self.ana, "in_progress"))
        for method, state in (
            ("ask_customer", "waiting"),
            ("resume", "in_progress"),
            ("finish", "finished"),
            ("reopen", "in_progress"),
        ):
            self._act(self.ana, method, ticket)
            self.assertEqual(ticket.state, state)
        self.assertFalse(ticket.finished_date)

    def test_nothing_is_finished_twice(self):
        ticket = self._file()
        self._act(self.ana, "take", ticket)
        self._act(self.ana, "finish", ticket)
        with self.assertRaisesRegex(UserError, "Reopen it first"):
            self._act(self.ana, "finish", ticket)

    def test_its_clock_stands_still(self):
        """SN3: while the customer is asked, and while it is finished."""
        with freeze_time(MONDAY):
            ticket = self._file()
            self._act(self.ana, "take", ticket)
        with freeze_time(MONDAY + DAY):
            self._act(self.ana, "ask_customer", ticket)
        with freeze_time(MONDAY + 3 * DAY):
            self.assertEqual(ticket.urgency, "held")
            self._act(self.ana, "resume", ticket)
        self.assertEqual(ticket.due_date, MONDAY + 9 * DAY)
        with freeze_time(MONDAY + 4 * DAY):
            self._act(self.ana, "finish", ticket)
            self.assertEqual(ticket.urgency, "kept")
        with freeze_time(MONDAY + 30 * DAY):
            self._act(self.ana, "reopen", ticket)
        self.assertEqual(ticket.due_date, MONDAY + 35 * DAY)

    def test_in_working_hours(self):
        """SN3: by the calendar of the company, whose holiday counts as none."""
        calendar = self.company.resource_calendar_id
        calendar.tz = "UTC"
        self.invoices.write({"due_kind": "working", "due_hours": 8})
        friday = datetime(2026, 3, 6, 12, 0)
        with freeze_time(friday):
            due = self._file().due_date
            self.env["resource.calendar.leaves"].create(
                {
                    "calendar_id": calendar.id,
                    "company_id": self.company.id,
                    "date_from": datetime(2026, 3, 9),
                    "date_to": datetime(2026, 3, 9, 23, 59, 59),
                }
            )
            later = self._file().due_date
        self.assertEqual(due.date(), datetime(2026, 3, 9).date())
        self.assertEqual(later, due + DAY)

    def _working(self):
        calendar = self.company.resource_calendar_id
        calendar.tz = "UTC"
        self.invoices.write({"due_kind": "working", "due_hours": 8})
        return calendar

    def _due(self, **vals):
        with freeze_time(datetime(2026, 3, 6, 12, 0)):
            return self._file(**vals).due_date

    def test_in_the_hours_of_its_team(self):
        """SN3: of who answers it; of the company, where a team has none."""
        due = self._due(classification_id=self._working() and self.second_copy.id)
        nights = self.env["resource.calendar"].create(
            {
                "name": "Nights",
                "company_id": self.company.id,
                "tz": "UTC",
                "attendance_ids": [
                    Command.create(
                        {
                            "name": day,
                            "dayofweek": day,
                            "hour_from": 20,
                            "hour_to": 22,
                            "day_period": "afternoon",
                        }
                    )
                    for day in "0123456"
                ],
            }
        )
        self.team.calendar_id = nights
        ticket = self._file()
        self.assertEqual(self._due(), datetime(2026, 3, 9, 22, 0))
        self.assertEqual(self._due(team_id=self._make_team("Day").id), due)
        with freeze_time(datetime(2026, 3, 6, 12, 0)):
            ticket = self._file()
            ticket._go("waiting")
        with freeze_time(datetime(2026, 3, 10, 12, 0)):
            ticket._go("in_progress")
        self.assertEqual(ticket.due_date, datetime(2026, 3, 13, 22, 0))

    def test_hours_that_nobody_reads(self):
        """SN3: by the law then: neither without a due date, nor refused."""
        calendar = self._working()
        with freeze_time(MONDAY):
            held = self._file()
            held._go("waiting")
        due = held.due_date
        self.env.flush_all()
        with mute_logger("odoo.addons.pact_team.models.resource_calendar"):
            for hour in (25, 1e300):
                self.env.cr.execute(
                    "UPDATE resource_calendar_attendance "
                    "SET hour_to = %s, hour_from = %s WHERE calendar_id = %s",
                    [hour, hour, calendar.id],
                )
                self.env.invalidate_all()
                with freeze_time(MONDAY):
                    self.assertEqual(self._file().due_date, MONDAY + 7 * DAY)
            with freeze_time(MONDAY + DAY):
                held._go("in_progress")
        self.assertEqual(held.due_date, due + DAY)
        calendar.attendance_ids.unlink()
        with freeze_time(MONDAY):
            self.assertEqual(self._file().due_date, MONDAY + 7 * DAY)

    def test_holidays_of_other_companies(self):
        """SN3, P7: neither those of others, nor by who files it."""
        self._working()
        due = self._due()
        other = self.env["res.company"].create({"name": "Outra"})
        self.env["resource.calendar.leaves"].create(
            {
                "calendar_id": False,
                "company_id": other.id,
                "date_from": datetime(2026, 3, 6),
                "date_to": datetime(2026, 3, 20),
            }
        )
        self.assertEqual(self._due(), due)
        with freeze_time(datetime(2026, 3, 6, 12, 0)):
            vals = {"company_id": self.company.id, "partner_id": self.maria.id}
            vals["classification_id"] = self.second_copy.id
            by_ana = self._rpc(self.ana, "pact.ticket", "create", [vals])
        self.assertEqual(self.env["pact.ticket"].browse(by_ana).due_date, due)

    def test_the_search_and_the_sign_agree(self):
        """SN3: what a filter finds is what the form says."""
        with freeze_time(MONDAY):
            first, second, third = self._file() + self._file() + self._file()
            second._go("waiting")
            third._go("finished")
        late = self._file()
        with freeze_time(MONDAY + 8 * DAY):
            late.write({"due_date": MONDAY, "held_date": MONDAY + DAY})
            never = self._file()
            never.due_date = False
        tickets = first + second + third + late + never
        model = tickets.with_user(self.boss)
        for moment in (0 * DAY, 6 * DAY, 7 * DAY, 7 * DAY + SECOND, 9 * DAY):
            with freeze_time(MONDAY + moment):
                self.env.invalidate_all()
                for urgency in ("in_time", "soon", "late", "held"):
                    found = model.search(
                        [("id", "in", tickets.ids), ("urgency", "=", urgency)]
                    )
                    said = tickets.filtered(
                        lambda one, urgency=urgency: (
                            one.urgency == urgency and one.state != "finished"
                        )
                    )
                    self.assertEqual(found.sudo(), said, (moment, urgency))

    def test_who_is_late_is_found(self):
        """SN3: a breach shows, in the list too."""
        with freeze_time(MONDAY):
            ticket = self._file()
        with freeze_time(MONDAY + 7 * DAY):
            self.assertEqual(ticket.urgency, "soon")
        with freeze_time(MONDAY + 7 * DAY + timedelta(seconds=1)):
            self.env.invalidate_all()
            self.assertEqual(ticket.urgency, "late")
            late = self._rpc(
                self.boss, "pact.ticket", "search", [("urgency", "=", "late")]
            )
        self.assertEqual(late, ticket.ids)

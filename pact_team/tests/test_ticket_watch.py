from datetime import timedelta
from unittest.mock import patch

from freezegun import freeze_time

from odoo.tests import tagged
from odoo.tools import SQL, mute_logger

from ..models import pact_ticket_watch
from .crowd_case import CrowdCase
from .test_ticket import DAY, MONDAY
from .ticket_mail_case import TicketMailCase

SECOND = timedelta(seconds=1)
DUE = MONDAY + 7 * DAY


@tagged("post_install", "-at_install")
class TestTicketWatch(CrowdCase, TicketMailCase):
    """SN3: warned once before it is due, marked once when it was not kept."""

    def setUp(self):
        super().setUp()
        self.chief = self._make_member("chief_pact", "manager", self.team)
        self.team.supervisor_ids = self._member_of(self.chief)
        with freeze_time(MONDAY):
            self.ticket = self._file()
            self._tell()

    def _watch(self, moment, job="ir_cron_ticket_watch"):
        self.env.flush_all()
        with freeze_time(moment), self.enter_registry_test_mode():
            self.env.ref(f"pact_team.{job}").method_direct_trigger()
            self.env.ref("pact_team.ir_cron_ticket_notice").method_direct_trigger()
        self.env.invalidate_all()

    def test_what_fails_in_one_company(self):
        """A22, SN3: keeps nobody else from being warned."""
        Ticket = self.env.registry["pact.ticket"]
        warn, seen = Ticket._warn_in, []
        first = self.env["res.company"].create({"name": "Primeira"})
        first.pact_ticket_sequence_id = self.company.pact_ticket_sequence_id

        def fail_once(model, company, now):
            seen.append(company.id)
            if len(seen) == 1:
                raise ValueError
            return warn(model, company, now)

        self.patch(Ticket, "_warn_in", fail_once)
        with mute_logger("odoo.addons.pact_team.models.ir_cron"):
            self._watch(DUE - SECOND)
        self.assertGreaterEqual(len(set(seen)), 2)

    def _reminded(self, user, word):
        return len(
            self._told(user).mail_message_id.filtered(
                lambda one: word in (one.subject or "")
            )
        )

    def test_warned_once(self):
        """SN3: a day before, the responsible; not a second earlier, nor again."""
        with freeze_time(MONDAY):
            self._act(self.ana, "take", self.ticket)
        for moment, count in ((DUE - DAY - SECOND, 0), (DUE - DAY, 1), (DUE, 1)):
            self._watch(moment)
            self.assertEqual(self._reminded(self.ana, "Due soon"), count)
        told = self.env["mail.message"].search([("subject", "like", "Due soon")])
        self.assertFalse(any(told.mapped("email_add_signature")))
        self.assertFalse(self._reminded(self.chief, "Due soon"))
        self.assertFalse(self.ticket.breached_date)

    def test_nobody_is_responsible(self):
        """SN3: then whoever looks after the team hears it, else the team."""
        self._watch(DUE - DAY)
        self.assertEqual(self._reminded(self.chief, "Due soon"), 1)
        self.assertFalse(self._reminded(self.ana, "Due soon"))

    def test_late(self):
        """SN3: marked with the moment it should have been finished; told once."""
        for moment in (DUE + SECOND, DUE + DAY):
            self._watch(moment)
        self.assertEqual(self.ticket.breached_date, DUE)
        self.assertEqual(self._reminded(self.chief, "Late"), 1)
        self.assertFalse(self._reminded(self.chief, "Due soon"))

    def test_late_before_anybody_looked(self):
        """SN3: what is finished late was late, whether the lane saw it or not."""
        with freeze_time(DUE + SECOND):
            self.ticket._go("finished")
        self.assertEqual(self.ticket.breached_date, DUE)
        self._watch(DUE + DAY)
        self.assertEqual(self._reminded(self.chief, "Late"), 1)

    def test_held_and_finished_are_left_alone(self):
        """SN3: while the customer is asked, and once it is finished in time."""
        with freeze_time(MONDAY + DAY):
            self.ticket._go("waiting")
            other = self._file()
            other._go("finished")
        self._watch(DUE + 30 * DAY)
        self.assertFalse((self.ticket | other).filtered("breached_date"))
        self.assertFalse(self._reminded(self.chief, "Late"))

    def test_reopened(self):
        """SN3: due with what was left, warned of anew, and late only then."""
        self._watch(DUE - DAY)
        with freeze_time(DUE - DAY):
            self.ticket._go("finished")
        with freeze_time(DUE + 9 * DAY):
            self.ticket._go("in_progress")
        self.assertEqual(self.ticket.due_date, DUE + 10 * DAY)
        self._watch(DUE + 9 * DAY)
        self.assertEqual(self._reminded(self.chief, "Due soon"), 2)
        self.assertFalse(self.ticket.breached_date)
        self._watch(DUE + 10 * DAY + SECOND)
        self.assertEqual(self.ticket.breached_date, DUE + 10 * DAY)
        with freeze_time(DUE + 11 * DAY):
            self.ticket._go("finished")
            self.ticket._go("in_progress")
        self._watch(DUE + 12 * DAY)
        self.assertEqual(self.ticket.breached_date, DUE + 10 * DAY)
        self.assertEqual(self._reminded(self.chief, "Late"), 1)

    def test_killed_in_the_middle(self):
        """SN3: what a batch marked stays marked, and nothing is told twice."""
        with freeze_time(MONDAY):
            self._file()
            self._file()
        tickets = self.env["pact.ticket"]
        with patch.object(pact_ticket_watch, "BATCH", 1):
            self.assertTrue(tickets._mark_late(DUE + SECOND))
        self._watch(DUE + DAY)
        self.assertFalse(tickets._mark_late(DUE + DAY))
        self.assertEqual(self._reminded(self.chief, "Late"), 3)

    def test_more_than_a_batch(self):
        with freeze_time(MONDAY):
            self._file()
            self._file()
        with patch.object(pact_ticket_watch, "BATCH", 2):
            self._watch(DUE - DAY)
        self.assertEqual(self._reminded(self.chief, "Due soon"), 3)

    def test_it_is_found_by_an_index(self):
        """SN3: flat with 100 000 open, however many of them are late for long."""
        self.env.flush_all()
        late = {"breached_date": SQL("due_date"), "warned_date": SQL("due_date")}
        soon = {
            "due_date": SQL("due_date + (n %% 50000) * INTERVAL '1 second'"),
            "warned_date": SQL("due_date"),
        }
        for fresh in (late, soon):
            self._copy(50_000, "pact_ticket", self.ticket, **self._named(fresh))
        self.env.cr.execute("ANALYZE pact_ticket")
        for domain, index in (
            (self._domain("_mark_late", DUE + SECOND), "pact_ticket_breach_idx"),
            (
                self._domain("_warn_in", self.company, DUE - SECOND),
                "pact_ticket_warning_idx",
            ),
        ):
            tickets = self.env["pact.ticket"]
            query = tickets._search(domain, order="due_date", limit=500)
            self.env.cr.execute(SQL("EXPLAIN ANALYZE %s", query.select()))
            plan = "\n".join(line for (line,) in self.env.cr.fetchall())
            self.assertIn(index, plan)
            self.assertNotIn("Rows Removed", plan)
            self.assertNotIn("Sort", plan)

    def _named(self, fresh):
        """Return ``fresh`` with numbers that no other copy has."""
        first = 50_000 * next(self.counter)
        number = SQL("n + %s", first)
        return {"id": number, "protocol": SQL("(n + %s)::text", first)} | fresh

    def _domain(self, method, *args):
        """Return what ``method`` looks for."""
        asked = []
        model = self.registry["pact.ticket"]

        def note(tickets, domain):
            asked.append(domain)
            return tickets.browse()

        with patch.object(model, "_next_to_mark", note):
            getattr(self.env["pact.ticket"], method)(*args)
        return asked[0]

    def test_its_cost(self):
        """SN3: with nothing to do, one query, and one a company."""
        self.env["res.company"].search([]).mapped("pact_ticket_warning_hours")
        self.env.flush_all()
        with self.assertQueryCount(1):
            self.env["pact.ticket"]._mark_late(MONDAY)
        with self.assertQueryCount(1):
            self.env["pact.ticket"]._warn_in(self.company, MONDAY)

    def test_nobody_writes_it(self):
        """SN3: what was late is nobody's to change."""
        self._act(self.ana, "take", self.ticket)
        for user in (self.ana, self.boss):
            for name in ("breached_date", "warned_date"):
                self._assert_refused(
                    user, "pact.ticket", "write", self.ticket.ids, {name: False}
                )

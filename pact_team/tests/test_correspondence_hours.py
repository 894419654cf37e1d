from datetime import datetime

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from ..models.pact_correspondence_feed import Turn
from .correspondence_case import CorrespondenceCase

# Monday; in Sao Paulo it is three hours earlier.
MORNING, NOON = datetime(2026, 3, 2, 9, 30), datetime(2026, 3, 2, 15)
EVENING, OPENING = datetime(2026, 3, 2, 23, 30), datetime(2026, 3, 3, 11)


@tagged("post_install", "-at_install")
class TestCorrespondenceHours(CorrespondenceCase):
    """It goes out at the hours that were chosen, in the zone of the company."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.resource_calendar_id.tz = "America/Sao_Paulo"
        cls.people = cls._make_contacts(3)

    def _see(self, one, now):
        one._see_when_it_goes_on(now)
        self.env.flush_all()
        return one.resume_date

    def _zone_seen(self, one):
        [read] = self._rpc(self.ana, one._name, "read", one.ids, ["zone"])
        return read["zone"]

    def test_between_two_hours(self):
        """P4: on chosen weekdays, in the time of the company."""
        one = self._running(self.people, hours="chosen", hour_from=8, hour_to=20)
        self.assertEqual(self._zone_seen(one), "America/Sao_Paulo")
        for now, goes_on in (
            (MORNING, datetime(2026, 3, 2, 11)),
            (NOON, False),
            (EVENING, OPENING),
            (datetime(2026, 3, 7, 15), datetime(2026, 3, 9, 11)),
        ):
            with self.subTest(now=now):
                self.assertEqual(self._see(one, now), goes_on)

    def test_only_in_working_hours(self):
        """P4: those of the inbox, in its own time zone, holidays included."""
        calendar = self.env["resource.calendar"].create(
            {
                "name": "Balcão",
                "tz": "Europe/Lisbon",
                "company_id": self.company.id,
                "attendance_ids": [
                    Command.create(
                        {
                            "name": str(day),
                            "dayofweek": str(day),
                            "hour_from": 10,
                            "hour_to": 12,
                            "day_period": "morning",
                        }
                    )
                    for day in range(5)
                ],
                "leave_ids": [
                    Command.create(
                        {
                            "name": "Feriado",
                            "date_from": datetime(2026, 3, 3),
                            "date_to": datetime(2026, 3, 4),
                        }
                    )
                ],
            }
        )
        with self.assertRaises(UserError), self.env.cr.savepoint():
            self._draft(partners=self.people, hours="working")
        self.inbox.calendar_id = calendar
        one = self._running(self.people, hours="working")
        self.assertEqual(self._zone_seen(one), "Europe/Lisbon")
        for now, goes_on in (
            (MORNING, datetime(2026, 3, 2, 10)),
            (datetime(2026, 3, 2, 10), False),
            (NOON, datetime(2026, 3, 4, 10)),
        ):
            with self.subTest(now=now):
                self.assertEqual(self._see(one, now), goes_on)
        self.inbox.calendar_id = False
        one._due()
        self.assertEqual(one.state, "paused")
        self.assertIn("no working hours", one.pause_reason)

    def test_what_rests_does_not_leave(self):
        """P4: what is in the outbox when the hour strikes is not lost."""
        one = self._running(self.people)
        self._feed(one, 2)
        one.resume_date = datetime(2126, 1, 1)
        self.env.flush_all()
        self.assertFalse(self.env["pact.message"]._claim(8))
        self.env["pact.message"]._withdraw_held()
        self.assertEqual(self._states(one), ["waiting"] * 3)
        one.resume_date = datetime(2026, 1, 1)
        self._feed(one)
        self.assertEqual(len(self.env["pact.message"]._claim(8)), 3)

    def test_the_lane_lets_it_rest(self):
        """P4: the form says when it goes on, and the lane is woken then."""
        one = self._running(self.people, planned_date="2126-01-01 08:00:00")
        self.assertEqual(one.resume_date, datetime(2126, 1, 1, 8))
        trigger = self.env["ir.cron.trigger"].search(
            [("call_at", "=", datetime(2126, 1, 1, 8))]
        )
        self.assertEqual(trigger.cron_id, self.env.ref("pact_team.ir_cron_send"))
        self.assertFalse(one._due()._feed_all(Turn(), 0))
        one.planned_date = False
        self.assertEqual(one._due(), one)
        self.assertFalse(one.resume_date)

    def test_a_pause_of_the_network_is_told(self):
        """P4: the network asked to be left alone for a while."""
        one = self._running(self.people)
        self.inbox.pause_date = datetime(2126, 1, 1)
        self.assertFalse(one._due())
        self.assertEqual(one.resume_date, datetime(2126, 1, 1))

    def test_hours_that_are_none(self):
        """P4: refused by RPC, with what to do instead."""
        for vals in (
            {"hour_from": 20, "hour_to": 8},
            {"hour_from": 8, "hour_to": 25},
            dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), False),
        ):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                self._draft(partners=self.people, hours="chosen", **vals)

    def test_the_hours_are_settled_with_the_list(self):
        """P4: nobody makes it go out at night once it was let out."""
        one = self._running(self.people, hours="chosen")
        for vals in ({"hours": "any"}, {"hour_to": 24}, {"sun": True}):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                self._rpc(self.boss, one._name, "write", one.ids, vals)

from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo import fields
from odoo.exceptions import ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .distribution_case import DistributionCase


@tagged("post_install", "-at_install")
class TestPatience(DistributionCase):
    """A silent assignee, and overflow into another team."""

    def setUp(self):
        super().setUp()
        self.team.silent_minutes = 5

    def _after(self, channel, minutes, seconds=0):
        given = channel.pact_stint_id.date_from
        self._decide(given + timedelta(minutes=minutes, seconds=seconds))

    def test_who_does_not_answer_loses_it(self):
        """After N minutes, not before; it goes to somebody else."""
        channel = self._given()
        waits_since = channel.pact_waiting_date
        self._after(channel, 4, 59)
        self.assertEqual(channel.pact_agent_id, self.ana)
        self._after(channel, 5)
        self.assertEqual(channel.pact_agent_id, self.bia)
        self.assertEqual(channel.pact_waiting_date, waits_since)
        reasons = channel.pact_stint_ids.sorted("id").mapped("reason")
        self.assertEqual(reasons, ["arrived", "distributed", "ignored", "distributed"])
        said = " ".join(self._said(channel).mapped("body"))
        self.assertIn("did not answer for 5 min", said)

    def test_who_has_ignored_it_does_not_get_it_again(self):
        """When all have, it waits for people."""
        channel = self._given()
        for _ in range(3):
            self._after(channel, 6)
        self.assertEqual(channel.pact_state, "waiting")
        decision = {each.id: each for each in self._candidates(channel)}
        self.assertTrue(decision[self.by_ana.id].has_ignored)
        self.assertTrue(decision[self.by_bia.id].has_ignored)
        self._take(channel)
        self.assertEqual(channel.pact_agent_id, self.ana)

    def test_what_is_planned(self):
        """An answer of the next day is one; what comes in weeks keeps nothing."""
        for days, holder in ((1, self.ana), (20, self.bia)):
            channel = self._given()
            later = fields.Datetime.now() + timedelta(days=days)
            date = fields.Datetime.to_string(later)
            plan = ("action_pact_schedule", channel.ids, date, "Já volto")
            self._rpc(self.ana, "discuss.channel", *plan)
            self._after(channel, 6)
            self.assertEqual(channel.pact_agent_id, holder)
            self._rpc(holder, "discuss.channel", "action_pact_finish", channel.ids)
            self.by_ana.assigned_date = False

    def _candidates(self, channel):
        return self.team._candidates(fields.Datetime.now(), channel)

    def test_who_answers_keeps_it(self):
        """One answer is enough, whatever the customer says then."""
        channel = self._given()
        self._answer(channel)
        self._write(sender="5531987600001")
        self._after(channel, 60)
        self.assertEqual(channel.pact_agent_id, self.ana)

    def test_what_was_taken_is_not_taken_back(self):
        """Only what was given by itself."""
        channel = self._arrive()
        self._take(channel)
        self._after(channel, 60)
        self.assertEqual(channel.pact_agent_id, self.ana)

    def test_what_waits_too_long_overflows(self):
        """The other team has to take it, from that minute on."""
        other = self._overflow()
        channel = self._arrive()
        waits_since = channel.pact_waiting_date
        due = waits_since + timedelta(minutes=10)
        self._decide(due - timedelta(seconds=1))
        self.assertEqual(channel.pact_team_id, self.team)
        self._decide(due)
        self.assertEqual(channel.pact_team_id, other)
        self.assertEqual(channel.pact_waiting_date, waits_since)
        self.assertEqual(channel.pact_stint_id.reason, "overflowed")

    def test_never_in_circles(self):
        """A conversation overflows once while it waits."""
        other = self._overflow()
        other.write({"overflow_team_id": self.team.id, "overflow_minutes": 1})
        channel = self._arrive()
        for minutes in (11, 13, 30):
            self._decide(channel.pact_waiting_date + timedelta(minutes=minutes))
            self.assertEqual(channel.pact_team_id, other)

    def test_what_overflows_is_given_at_once(self):
        """Where the other team gives by itself and somebody is there."""
        other = self._overflow()
        other.method = "least_busy"
        caio = self._make_member("caio_pact", "agent", other)
        channel = self._arrive()
        self._decide(channel.pact_waiting_date + timedelta(minutes=10))
        self.assertEqual(channel.pact_agent_id, caio)

    def _overflow(self):
        """Return the team into which ours overflows, in which nobody is."""
        self.by_ana._become("unavailable")
        self.by_bia._become("unavailable")
        other = self._make_team("Sales")
        self.team.write({"overflow_team_id": other.id, "overflow_minutes": 10})
        return other

    def test_settings_within_their_range(self):
        """What makes no sense is refused."""
        for values in (
            {"silent_minutes": -1},
            {"silent_minutes": 1441},
            {"last_agent_hours": -1},
            {"most_hours": 8761},
            {"overflow_team_id": self._make_team("B").id, "overflow_minutes": 0},
            {"overflow_team_id": self.team.id},
        ):
            with self.subTest(values), mute_logger("odoo.sql_db"):
                with self.assertRaises(CheckViolation), self.cr.savepoint():
                    self.team.write(values)
                    self.env.flush_all()
                self.env.invalidate_all()

    def test_an_overflow_team_stays_active(self):
        """H5: a team into which another overflows is not archived unseen."""
        other = self._overflow()
        with self.assertRaisesRegex(ValidationError, "overflows into Sales"):
            self._rpc(self.boss, "pact.team", "write", other.ids, {"active": False})

from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from ..providers.signals import Failure
from ..rules import delivery
from .correspondence_case import CorrespondenceCase

# One of the network's codes for each kind of failure it can tell.
CODES = {
    "account": 131031,
    "throttled": 130429,
    "recipient_throttled": 131056,
    "busy": 131016,
    "window": 131047,
    "unreachable": 131026,
    "country": 130497,
    "opted_out": 131050,
    "withheld": 131049,
    "spam": 131048,
    "template": 132015,
    "rejected": 131051,
    "no_groups": 131215,
}
# What each does to others than its message, told in ``_world``.
CONSEQUENCES = {
    "account": {"stopped", "own paused"},
    "throttled": {"inbox pauses"},
    "opted_out": {"opted out"},
    "spam": {"own paused", "other paused"},
    "template": {"template"},
    "no_groups": {"groups refused"},
}


@tagged("post_install", "-at_install")
class TestConsequence(CorrespondenceCase):
    """What a failure means to others, answered at once or told in a later status."""

    def setUp(self):
        super().setUp()
        people = self._make_contacts(4)
        self.one = self._running(people[:2])
        self.other = self._running(people[2:])
        self._feed(self.one, 1)
        self.row = self._rows(self.one)

    def _at_once(self, code):
        kind = next(kind for kind, known in CODES.items() if known == code)
        self.env["pact.message"]._claim(1)
        self.row._apply(Failure(kind, str(code), "Why"))
        self.env.flush_all()
        self.env.invalidate_all()

    def _late(self, code, **rest):
        self._send(self.one)
        self.assertEqual(self.row.state, "sent")
        self._fail(code, **rest)

    def _fail(self, code, **rest):
        errors = [{"code": code, "title": "Why"}]
        self._status(self.row, "failed", errors=errors, **rest)

    def _world(self):
        """Return what has changed besides the message."""
        told = {
            "stopped": self.inbox.stop_reason,
            "inbox pauses": self.inbox.pause_date,
            "own paused": self.one.state == "paused",
            "other paused": self.other.state == "paused",
            "opted out": self.row.identity_id.is_opted_out,
            "template": self.template.state != "approved",
            "groups refused": self.inbox.group_access == "refused",
        }
        return {name for name, is_so in told.items() if is_so}

    def test_each_kind_both_ways(self):
        """Late or at once, a failure means the same to everybody else."""
        self.assertEqual(CODES.keys(), set(delivery.KINDS) - {"uncertain"})
        for kind, code in CODES.items():
            for way in (self._at_once, self._late):
                with (
                    self.subTest(kind=kind, way=way.__name__),
                    self.env.cr.savepoint() as savepoint,
                ):
                    way(code)
                    self.assertEqual(self._world(), CONSEQUENCES.get(kind, set()))
                    savepoint.rollback()
                    self.env.invalidate_all()

    def test_late_is_never_sent_again(self):
        """What the network took once is not queued by its failure."""
        for kind, code in CODES.items():
            with self.subTest(kind=kind), self.env.cr.savepoint() as savepoint:
                self._late(code)
                self.assertEqual(self.row.state, "failed")
                self.assertEqual(self.row.failure_kind, kind)
                self.assertEqual(self._states(self.one)[0], "failed")
                self.assertFalse(self.env["pact.message"]._claim(8))
                savepoint.rollback()
                self.env.invalidate_all()

    def test_no_promise_that_is_not_kept(self):
        """Only what is still queued is said to be tried again by itself."""
        self._late(CODES["throttled"])
        self.assertNotIn("by itself", self.row._reason())
        self.row.state = "queued"
        self.assertIn("by itself", self.row._reason())

    def test_owners_are_told_once(self):
        """Who looks after each of them hears why; not again each time."""
        self._late(CODES["spam"])
        self._fail(CODES["spam"])
        for each in self.one, self.other:
            told = self.env["mail.message"].search(
                [("model", "=", each._name), ("res_id", "=", each.id)]
            )
            self.assertEqual(told.notified_partner_ids, self.boss.partner_id)
            self.assertIn("complained", each.pause_reason)

    def test_a_repeated_status_changes_nothing(self):
        """What an administrator has mended is not stopped by old news."""
        self._late(CODES["account"])
        self._rpc(self.boss, "pact.inbox", "action_resume", self.inbox.ids)
        self._fail(CODES["account"])
        self.assertFalse(self.inbox.stop_reason)

    def test_what_arrived_somewhere_has_not_failed(self):
        """A failure after the arrival has no consequences."""
        self._send(self.one)
        self._status(self.row, "delivered")
        self._fail(CODES["spam"])
        self.assertEqual(self.row.state, "delivered")
        self.assertFalse(self._world())

    def test_an_old_wait_is_over(self):
        """News that was on its way for a day pauses nothing now."""
        yesterday = fields.Datetime.now() - timedelta(days=1)
        self._late(CODES["throttled"], timestamp=str(int(yesterday.timestamp())))
        self.assertFalse(self.inbox.pause_date)

    def test_a_longer_pause_goes_on(self):
        later = fields.Datetime.now().replace(microsecond=0) + timedelta(hours=2)
        self._send(self.one)
        self.inbox.pause_date = later
        self._fail(CODES["throttled"])
        self.assertEqual(self.inbox.pause_date, later)

    def test_an_answer_of_an_agent_has_them_too(self):
        """Complaints about the number hold what is sent to many."""
        channel = self._write()
        self._take(channel)
        self._answer(channel)
        answer = self._outbox(channel)
        answer.write({"state": "sent", "uid": "wamid.answer"})
        self._status(answer, "failed", errors=[{"code": CODES["spam"], "title": "x"}])
        self.assertEqual((self.one.state, self.other.state), ("paused", "paused"))

    def test_another_inbox_goes_on(self):
        """Complaints are about one number."""
        sibling = self._make_inbox(number_ref="2")
        self.other.inbox_id = sibling
        self._late(CODES["spam"])
        self.assertEqual(self.other.state, "running")

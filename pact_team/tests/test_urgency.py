from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import PactCase


@tagged("post_install", "-at_install")
class TestUrgency(PactCase):
    """I6: whose window closes soon is seen, and its holder is told."""

    def setUp(self):
        super().setUp()
        self.channel = self._write()
        self._take(self.channel)

    def _closes_in(self, **left):
        self.channel.write(
            {"pact_window_date": fields.Datetime.now() + timedelta(**left)}
        )

    def _nudges(self):
        """Run the job; return what Ana's browser is told by it."""
        self.env.cr.precommit.run()
        before = self.env["bus.bus"].search([], order="id desc", limit=1).id
        self.env["discuss.channel"]._cron_nudge()
        self.env.cr.precommit.run()
        news = self.env["bus.bus"].search([("id", ">", before)])
        return [one for one in news.mapped("message") if "simple_notification" in one]

    def test_since_when_the_customer_waits_for_an_answer(self):
        """I6: from their first word after our last one until we answer."""
        waits_since = self.channel.pact_unanswered_date
        self.assertTrue(waits_since)
        self._write("Alô?")
        self.assertEqual(self.channel.pact_unanswered_date, waits_since)
        self._answer(self.channel)
        self.assertFalse(self.channel.pact_unanswered_date)
        self._write("Obrigada")
        self.assertTrue(self.channel.pact_unanswered_date)

    def test_the_holder_is_told_once(self):
        """I6: one notification, in words, and not again for the same window."""
        self._closes_in(hours=1, minutes=59)
        [nudge] = self._nudges()
        self.assertIn("Maria Souza", nudge)
        self.assertFalse(self._nudges())
        self._write("Ainda estou esperando", sent_date=fields.Datetime.now())
        self._closes_in(minutes=30)
        self.assertFalse(self.channel.pact_is_nudged)
        self.assertTrue(self._nudges())

    def test_nobody_is_told_without_need(self):
        """I6: not when it is answered, not early, not after it closed, not if off."""
        self._closes_in(hours=2, minutes=1)
        self.assertFalse(self._nudges())
        self._closes_in(seconds=-1)
        self.assertFalse(self._nudges())
        self._closes_in(hours=1)
        self.company.pact_nudge_minutes = 0
        self.assertFalse(self._nudges())
        self.company.pact_nudge_minutes = 120
        self._answer(self.channel)
        self.assertFalse(self._nudges())

    def test_what_presses_is_marked(self):
        """I6: the list shows it; an ordinary channel has no window at all."""
        for left, expected in (
            ({"hours": 3}, "open"),
            ({"hours": 1}, "closing"),
            ({"minutes": 10}, "last_minutes"),
            ({"minutes": -1}, "closed"),
        ):
            self._closes_in(**left)
            [read] = self._rpc(
                self.ana, "discuss.channel", "read", self.channel.ids, ["pact_urgency"]
            )
            self.assertEqual(read["pact_urgency"], expected)
        group = self.env["discuss.channel"].create(
            {"name": "Group", "channel_type": "group"}
        )
        self.assertFalse(group.pact_urgency)

from odoo.fields import Command
from odoo.tests import tagged

from . import full_table
from .custody_case import CustodyCase

SENDERS = [f"551198765000{number}" for number in range(1, 7)]


@tagged("post_install", "-at_install")
class TestQueueOfTeams(CustodyCase):
    """C16: what waits for somebody of several teams, however much that is."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shop = cls._make_inbox(cls.sales, number_ref="7", account_ref="8")
        cls._member_of(cls.ana).team_ids = [Command.link(cls.sales.id)]

    def setUp(self):
        super().setUp()
        for number, sender in enumerate(SENDERS):
            inbox = self.shop if number % 2 else self.inbox
            self._receive(self._element(sender=sender), inbox=inbox)
            self._conversation(sender).pact_waiting_date = f"2026-01-1{number}"
        self.queue = self.env["discuss.channel"].with_user(self.ana)

    def test_the_oldest_of_all(self):
        """C16: whatever their team, and as many as are asked for."""
        expected = [self._conversation(sender).id for sender in SENDERS]
        self.assertEqual(self.queue._pact_waiting_for_me(limit=None).ids, expected)
        self.assertEqual(self.queue._pact_waiting_for_me(limit=4).ids, expected[:4])

    def test_no_more_is_looked_at(self):
        """C16: a queue is read from its front, each team's by its own index."""
        for team in self.team + self.sales:
            full_table.fill(self.env, team)
        self.queue._pact_waiting_for_me(limit=1)
        asked = self.env.cr.query.decode()
        self.env.cr.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {asked}")
        [[[explained]]] = self.env.cr.fetchall()
        self.assertEqual(self._looked_at(explained["Plan"]), 2)

    def _looked_at(self, plan):
        """Return how many conversations were read, by whatever way."""
        below = sum(map(self._looked_at, plan.get("Plans", [])))
        if plan.get("Relation Name") != "discuss_channel":
            return below
        return below + plan["Actual Rows"] * plan["Actual Loops"]

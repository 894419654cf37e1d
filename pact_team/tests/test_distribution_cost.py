from datetime import timedelta

from odoo.tests import tagged
from odoo.tools import SQL

from .crowd_case import CrowdCase
from .distribution_case import DistributionCase


@tagged("post_install", "-at_install")
class TestCostOfDeciding(CrowdCase, DistributionCase):
    """Deciding and assigning costs the same, however many could have it."""

    def setUp(self):
        super().setUp()
        gone = {"availability": SQL("'unavailable'"), "availability_id": SQL("NULL")}
        self.crowd = self._fill(500, assigned_date=SQL("NULL"), **gone)
        self.crowd._become("available")
        # What a process that has run for a while knows of them already.
        for user in self.team.member_ids.user_id:
            user._get_group_ids()

    def test_at_most_fifteen_queries(self):
        """Among 500 candidates: to lock, decide, assign, and tell every screen."""
        channels = [self._arrive(number) for number in range(4)]
        # The first one says who listens for the team; a moment later, they do.
        costs = [self._cost(channels[0])]
        self.team.roster_date -= timedelta(minutes=1)
        costs += [self._cost(channel) for channel in channels[1:]]
        self.assertLessEqual(max(costs[1:]), 15)
        self.assertEqual(
            len(channels[0].pact_stint_id.decision["reasons"]["in_turn"]), 501
        )

    def _cost(self, channel):
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.env.invalidate_all()
        channel = channel.sudo()
        # As each transaction does once; that of a test goes on and on.
        self.patch(self.cr, "_now", None)
        before = self.cr.sql_log_count
        self.assertEqual(channel._pact_distribute(), "given")
        self.env.flush_all()
        self.env.cr.precommit.run()
        return self.cr.sql_log_count - before

import gc

from odoo.tests import tagged, warmup

from .distribution_case import DistributionCase


@tagged("post_install", "-at_install")
class TestWaking(DistributionCase):
    """The lane is woken by what lets it give something, and by nothing else."""

    def setUp(self):
        super().setUp()
        self._is_woken()

    def test_by_an_arrival(self):
        self._arrive()
        self.assertTrue(self._is_woken())

    def test_by_who_comes_and_by_room(self):
        """Whoever becomes available, finishes or returns."""
        channel, other = self._given(1), self._arrive(2)
        self._take(other, channel.pact_agent_id)
        self._is_woken()
        self.by_ana._become("unavailable")
        self.assertFalse(self._is_woken())
        self._me(self.ana, "choose_availability", "available")
        self.assertTrue(self._is_woken())
        self._me(self.ana, "choose_availability", "available")
        self.assertFalse(self._is_woken(), "to say the same again is no news")
        self._rpc(self.ana, "discuss.channel", "action_pact_finish", channel.ids)
        self.assertTrue(self._is_woken())
        self._rpc(self.ana, "discuss.channel", "action_pact_return", other.ids)
        self.assertTrue(self._is_woken())

    def test_by_a_transfer(self):
        channel = self._arrive()
        self._take(channel)
        self._is_woken()
        self._rpc(
            self.boss,
            "discuss.channel",
            "action_pact_transfer",
            channel.ids,
            {"user_id": self.bia.id},
        )
        self.assertTrue(self._is_woken())

    def test_by_settings(self):
        """The method, the members, a maximum."""
        self._rpc(self.boss, "pact.team", "write", self.team.ids, {"color": 3})
        self.assertFalse(self._is_woken())
        for model, record, values in (
            ("pact.team", self.team, {"method": "least_busy"}),
            ("pact.member", self.by_ana, {"max_open": 4}),
            ("pact.team", self.team, {"member_ids": [(3, self.by_boss.id)]}),
        ):
            self._rpc(self.boss, model, "write", record.ids, values)
            self.assertTrue(self._is_woken())

    def test_not_where_people_take_what_waits(self):
        """A company that gives nothing by itself pays for no lane."""
        self.team.method = "by_hand"
        self._is_woken()
        channel = self._arrive()
        self._take(channel)
        self._rpc(self.ana, "discuss.channel", "action_pact_finish", channel.ids)
        self.by_ana._become("unavailable")
        self._me(self.ana, "choose_availability", "available")
        self.assertFalse(self._is_woken())


@tagged("post_install", "-at_install")
class TestCostOfWaking(DistributionCase):
    @warmup
    def test_an_arrival_costs_one_query_more(self):
        """To wake the lane is one INSERT, and none where nobody is given it."""
        costs = {}
        for method in ("by_hand", "round_robin") * 2:
            self.team.method = method
            costs[method] = self._cost_of_arrival()
        self.assertLessEqual(costs["round_robin"], costs["by_hand"] + 1)

    def _cost_of_arrival(self):
        number = next(self.counter)
        element = self._element(sender=f"55319877{number:05}")
        self._accept(self._change(messages=[element]))
        self.env.flush_all()
        self.env.cr.precommit.run()
        self.env.invalidate_all()
        gc.collect()
        before = self.cr.sql_log_count
        self._process()
        self.env.flush_all()
        self.env.cr.precommit.run()
        return self.cr.sql_log_count - before

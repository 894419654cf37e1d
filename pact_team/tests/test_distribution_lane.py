"""The lane of the decider: what it looks at, in which order, and how often."""

from datetime import timedelta

from odoo import fields
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..models import discuss_channel_decider, discuss_channel_reach
from .distribution_case import DistributionCase

# What no machine is done with in time: each run looks at one conversation, if any.
NO_TIME = 0.001


class LaneCase(DistributionCase):
    def _queries_of_a_run(self):
        self.env.flush_all()
        before = self.cr.sql_log_count
        self._decide()
        return self.cr.sql_log_count - before

    def _half_points(self):
        return self.env["pact.classification"].create(
            {"name": "Half", "company_id": self.company.id, "load_points": 0.5}
        )

    def _arrivals(self, numbers):
        channels = [self._arrive(number) for number in numbers]
        return self.env["discuss.channel"].concat(*channels).sudo()


@tagged("post_install", "-at_install")
class TestWhatNobodyCouldHave(LaneCase):
    """What is refused for everybody at the head does not hide what is behind it."""

    def test_what_all_have_given_back(self):
        """C5, H19: not decided about again, however many; the one behind is given."""
        self.by_bia._become("unavailable")
        self._refuse(range(1, 4))
        self._decide()
        few = self._queries_of_a_run()
        refused = self._refuse(range(4, 40))
        many = self._queries_of_a_run()
        self.assertEqual(set(refused.mapped("pact_state")), {"waiting"})
        self.assertLessEqual(many, few)
        self.assertEqual(self._given(99).pact_agent_id, self.ana)

    def _refuse(self, numbers):
        """Return what Ana, who alone is there, was given and gave back."""
        channels = self._arrivals(numbers)
        self._decide()
        self.assertEqual(channels.pact_agent_id, self.ana)
        self._rpc(self.ana, "discuss.channel", "action_pact_return", channels.ids)
        return channels

    def test_what_came_in_the_same_second(self):
        """H19: neither one that was declined nor the end of a page hides it."""
        self.by_bia._become("unavailable")
        refused = self._refuse((1, 2))
        behind = self._arrivals(range(3, 6))
        (refused | behind).pact_waiting_date = fields.Datetime.now()
        self.patch(discuss_channel_reach, "PAGE", 1)
        self._decide()
        self.assertEqual(set(behind.mapped("pact_state")), {"in_progress"})

    def test_what_somebody_else_could_have_is_not_left_out(self):
        """H19: only who is there counts; whoever comes is given it."""
        self.by_bia._become("unavailable")
        refused = self._refuse(range(1, 3))
        self._decide()
        self._me(self.bia, "choose_availability", "available")
        self._decide()
        self.assertEqual(refused.pact_agent_id, self.bia)

    def test_what_is_heavier_than_any_room(self):
        """I12: with half a point left, what counts one is not decided about."""
        (self.by_ana | self.by_bia).max_open = 1
        held = self._arrivals((1, 2))
        held.pact_classification_id = half = self._half_points()
        self._decide()
        self.assertEqual(len(held.pact_agent_id), 2)
        heavy = self._arrivals(range(3, 6))
        few = self._queries_of_a_run()
        heavy |= self._arrivals(range(6, 40))
        self.assertLessEqual(self._queries_of_a_run(), few)
        light = self._arrivals((50,))
        light.pact_classification_id = half
        self._decide()
        self.assertEqual(light.pact_state, "in_progress")
        self.assertEqual(set(heavy.mapped("pact_state")), {"waiting"})

    def test_where_people_choose(self):
        """HN9: whose salesperson has no room costs no decision either."""
        self.team.write({"method": "by_hand", "puts_owner_first": True})
        self.by_bia.max_open = 1
        self._take(self._arrive(1), self.bia)
        channels = self._arrivals(range(2, 4))
        channels.pact_partner_id.user_id = self.bia
        few = self._queries_of_a_run()
        more = self._arrivals(range(4, 20))
        more.pact_partner_id.user_id = self.bia
        behind = self._arrivals((30,))
        behind.pact_partner_id.user_id = self.ana
        self._decide()
        self.assertEqual(behind.pact_agent_id, self.ana)
        self.assertLessEqual(self._queries_of_a_run(), few)

    def test_known_by_who_finished_last(self):
        """HN5: whoever finished before them is not asked."""
        self.team.write({"method": "by_hand", "last_agent_hours": 9})
        channel = self._arrive(1)
        for user in (self.bia, self.ana):
            self._take(channel, user)
            self._rpc(user, "discuss.channel", "action_pact_finish", channel.ids)
            channel = self._arrive(1)
        rooms = {self.bia.id: 3}
        page = channel.sudo()._pact_page_of
        after = self.team._place_to_look_from()
        self.assertEqual(page(self.team, after, rooms), [])
        rooms[self.ana.id] = 1
        self.assertEqual(len(page(self.team, after, rooms)), 1)


@tagged("post_install", "-at_install")
class TestWhereItStopped(LaneCase):
    """A run that had no time goes on where it stopped, and comes again."""

    def setUp(self):
        super().setUp()
        self.patch(discuss_channel_decider, "LONGEST_TURN", NO_TIME)
        self.poisoned = self._arrivals(range(1, 4))
        self._poison(self.poisoned)
        self.healthy = self._arrive(9)

    def _poison(self, channels):
        """Let the database refuse that anybody gets them."""
        self.env.flush_all()
        self.env.cr.execute(
            """CREATE FUNCTION pg_temp.refuse() RETURNS trigger LANGUAGE plpgsql AS
               'BEGIN RAISE EXCEPTION ''poisoned''; END'"""
        )
        ids = ", ".join(map(str, channels.ids))
        self.env.cr.execute(
            f"""CREATE TRIGGER poisoned BEFORE INSERT ON pact_assignment FOR EACH ROW
                WHEN (NEW.channel_id IN ({ids}) AND NEW.reason = 'distributed')
                EXECUTE FUNCTION pg_temp.refuse()"""
        )

    def _run_once(self):
        self._is_woken()
        self.env.flush_all()
        lane = self.env.ref("pact_team.ir_cron_distribute")
        quiet = mute_logger("odoo.sql_db", discuss_channel_decider._logger.name)
        # Its clock runs: a frozen one never ends a turn.
        with quiet, self.enter_registry_test_mode():
            lane.method_direct_trigger()
        self.env.invalidate_all()

    def _run_until(self, channels):
        """Return how many runs it took until all of these are given."""
        runs = 1
        self._run_once()
        while set(channels.mapped("pact_state")) != {"in_progress"}:
            # It comes again of its own accord.
            self.assertTrue(self._is_woken())
            self.assertLess(runs, 20)
            runs += 1
            self._run_once()
        return runs

    def test_what_cannot_be_given_does_not_hide_the_rest(self):
        """Each run fails once and comes again, until somebody is given something."""
        self.assertGreater(self._run_until(self.healthy), len(self.poisoned))
        self.assertEqual(set(self.poisoned.mapped("pact_state")), {"waiting"})

    def test_the_oldest_are_looked_at_again(self):
        """Where the queue ended, the next run begins anew."""
        self._run_until(self.healthy)
        self._run_once()
        self.env.cr.execute("DROP TRIGGER poisoned ON pact_assignment")
        self._run_until(self.poisoned)

    def test_the_other_teams_come_first(self):
        """Nobody waits for a team of whose queue nothing can be given."""
        other = self._make_team("Sales")
        other.method = "round_robin"
        self.by_boss.team_ids = other
        self.by_boss._become("available")
        while not self.team.looked_until_date:
            self._run_once()
        self.inbox.team_id = other
        waiting = self._arrive(20)
        self._run_until(waiting)
        self.assertEqual(waiting.pact_agent_id, self.boss)
        self.assertEqual(self.healthy.pact_state, "waiting")


@tagged("post_install", "-at_install")
class TestRoomThatBecomesFree(LaneCase):
    """I12: where half or nothing is counted, an answer makes room: nobody waits on."""

    def setUp(self):
        super().setUp()
        self.by_bia._become("unavailable")
        self.by_ana.max_open = 1
        self.company.pact_awaited = "nothing"
        self.held = self._given(1)
        self.assertEqual(self.held.pact_agent_id, self.ana)
        self.waiting = self._given(2)
        self._is_woken()

    def _assert_given(self):
        self.assertTrue(self._is_woken())
        self._decide()
        self.assertEqual(self.waiting.pact_agent_id, self.ana)

    def test_by_an_answer(self):
        """I12: whoever answered has room for who waits, at once."""
        self.assertEqual(self.waiting.pact_state, "waiting")
        self._answer(self.held)
        self._assert_given()

    def test_a_second_answer_frees_nothing(self):
        """The lane is not woken by every word of a conversation."""
        self._answer(self.held)
        self._is_woken()
        self._answer(self.held)
        self.assertFalse(self._is_woken())

    def test_where_all_counts_whole(self):
        """Answering costs nothing more where it frees nothing."""
        self.company.pact_awaited = "whole"
        self._is_woken()
        self._answer(self.held)
        self.assertFalse(self._is_woken())

    def test_by_the_company(self):
        """What is counted from now on."""
        self.company.pact_awaited = "whole"
        self._answer(self.held)
        self._decide()
        self.assertEqual(self.waiting.pact_state, "waiting")
        self._is_woken()
        self.company.pact_awaited = "nothing"
        self._assert_given()

    def test_by_an_inbox(self):
        """What its conversations weigh."""
        self.by_ana.max_open = 2
        self.inbox.load_points = 2
        self._decide()
        self._is_woken()
        points = {"load_points": 1}
        self._rpc(self.boss, "pact.inbox", "write", self.inbox.ids, points)
        self._assert_given()

    def test_by_a_classification(self):
        """What is reopened with it weighs."""
        heavy = self.env["pact.classification"].create(
            {"name": "Heavy", "company_id": self.company.id, "load_points": 2}
        )
        self.by_ana.max_open = 2
        self.held.sudo().pact_classification_id = heavy
        self._decide()
        self._is_woken()
        points = {"load_points": 1}
        self._rpc(self.boss, "pact.classification", "write", heavy.ids, points)
        self._assert_given()

    def test_by_time_off_that_is_withdrawn(self):
        """CN8: who is back is given what waits."""
        self._rpc(self.ana, "discuss.channel", "action_pact_finish", self.held.ids)
        resource = self.env["resource.resource"].create(
            {"name": "Ana", "user_id": self.ana.id, "company_id": self.company.id}
        )
        now = fields.Datetime.now()
        leave = self.env["resource.calendar.leaves"].create(
            {
                "name": "Férias",
                "resource_id": resource.id,
                "date_from": now - timedelta(hours=1),
                "date_to": now + timedelta(hours=1),
            }
        )
        self._decide()
        self.assertEqual(self.waiting.pact_state, "waiting")
        self._is_woken()
        leave.unlink()
        self._assert_given()

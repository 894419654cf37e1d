from dataclasses import replace
from datetime import datetime, timedelta
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules import assignment
from rules.assignment import Candidate

NOON = datetime(2026, 3, 2, 12)
MINUTE = timedelta(minutes=1)
HALVES = st.integers(0, 12).map(lambda count: count / 2)

candidates = st.builds(
    Candidate,
    id=st.integers(1, 30),
    state=st.sampled_from(["available", "away", "paused", "unavailable"]),
    is_active=st.booleans(),
    is_on_shift=st.booleans(),
    is_on_leave=st.booleans(),
    has_ignored=st.booleans(),
    has_returned=st.booleans(),
    load=HALVES,
    maximum=HALVES,
    last=st.none() | st.integers(0, 5).map(lambda count: NOON - count * MINUTE),
)
fit_ones = candidates.map(
    lambda each: replace(
        each,
        state="available",
        is_active=True,
        is_on_shift=True,
        is_on_leave=False,
        has_ignored=False,
        has_returned=False,
    )
)
teams = st.lists(candidates | fit_ones, max_size=12, unique_by=lambda each: each.id)
methods = st.sampled_from(assignment.METHODS)
anybody = st.none() | st.integers(1, 30)
weights = st.sampled_from([0.5, 1, 2, 3])


class TestUnfit(TestCase):
    def test_a_table_of_cases(self):
        """C5, H19, H20, CN8: who may not get a conversation, and the first reason."""
        for told, expected in (
            ({}, None),
            ({"is_active": False, "state": "paused"}, "inactive"),
            ({"is_on_leave": True, "is_on_shift": False}, "on_leave"),
            ({"is_on_shift": False, "state": "unavailable"}, "off_shift"),
            ({"state": "unavailable"}, "unavailable"),
            ({"state": "paused"}, "paused"),
            ({"state": "away"}, "away"),
            ({"has_ignored": True, "load": 3, "maximum": 3}, "ignored"),
            ({"has_returned": True, "load": 3, "maximum": 3}, "returned"),
            ({"has_returned": True, "has_ignored": True}, "ignored"),
            ({"has_returned": True, "state": "paused"}, "paused"),
            ({"load": 3, "maximum": 3}, "full"),
            ({"load": 2.5, "maximum": 3}, "full"),
            ({"load": 2, "maximum": 3}, None),
            ({"load": 999, "maximum": 0}, None),
        ):
            with self.subTest(told):
                self.assertEqual(assignment.unfitness(Candidate(1, **told)), expected)

    def test_a_heavy_one_needs_more_room(self):
        """H19: a conversation of two points does not fit where one is left."""
        almost = Candidate(1, load=2, maximum=3)
        self.assertEqual(assignment.unfitness(almost, weight=2), "full")


class TestDecide(TestCase):
    def test_a_table_of_cases(self):
        """HN5, HN9: last agent, owner, then the team's method."""
        ana = Candidate(1, load=1, maximum=4, last=NOON)
        rui = Candidate(2, load=1, maximum=2, last=NOON - MINUTE)
        eva = Candidate(3, load=2, last=NOON - 2 * MINUTE)
        new = Candidate(4, load=2)
        gone = Candidate(5, state="unavailable")
        for team, method, told, chosen, by in (
            ([ana, rui, eva], "round_robin", {}, 3, "in_turn"),
            ([ana, rui, eva, new], "round_robin", {}, 4, "in_turn"),
            ([ana, rui, eva, new], "least_busy", {}, 1, "less_busy"),
            ([eva, new], "least_busy", {}, 4, "less_busy"),
            ([ana, rui], "by_hand", {}, None, "by_hand"),
            ([ana, rui], "dispenser", {}, None, "dispenser"),
            ([ana, rui], "dispenser", {"last_agent": 1}, 1, "last_agent"),
            ([ana, rui], "round_robin", {"owner": 1}, 1, "owner"),
            ([ana, rui], "round_robin", {"owner": 1, "last_agent": 2}, 2, "last_agent"),
            ([ana, gone], "round_robin", {"last_agent": 5}, 1, "in_turn"),
            ([ana], "round_robin", {"last_agent": 77}, 1, "in_turn"),
            ([gone], "round_robin", {}, None, None),
            ([], "least_busy", {}, None, None),
        ):
            with self.subTest(method=method, told=told, team=[e.id for e in team]):
                decision = assignment.decide(team, method, **told)
                self.assertEqual((decision.chosen, decision.by), (chosen, by))

    @always_the_same
    @given(teams, methods, weights, anybody, anybody)
    def test_never_somebody_unfit(self, team, method, weight, owner, last_agent):
        """C5, H19: never beyond the maximum, never somebody who is not available."""
        chosen = assignment.decide(
            team, method, weight=weight, owner=owner, last_agent=last_agent
        ).chosen
        for each in team:
            if each.id == chosen:
                self.assertEqual(each.state, "available")
                self.assertTrue(each.is_active and each.is_on_shift)
                self.assertFalse(each.is_on_leave or each.has_ignored)
                self.assertFalse(each.has_returned)
                self.assertTrue(not each.maximum or each.load + weight <= each.maximum)

    @always_the_same
    @given(teams, methods, weights, anybody, anybody, st.randoms())
    def test_the_order_asked_in_is_the_same_to_it(
        self, team, method, weight, owner, last_agent, chance
    ):
        told = {"weight": weight, "owner": owner, "last_agent": last_agent}
        shuffled = list(team)
        chance.shuffle(shuffled)
        self.assertEqual(
            assignment.decide(team, method, **told),
            assignment.decide(shuffled, method, **told),
        )

    @always_the_same
    @given(teams, methods, weights, anybody, anybody)
    def test_every_candidate_is_told_why(self, team, method, weight, owner, last_agent):
        """Each has one word, the chosen alone has theirs, and it says who was unfit."""
        decision = assignment.decide(
            team, method, weight=weight, owner=owner, last_agent=last_agent
        )
        self.assertEqual(decision.reasons.keys(), {each.id for each in team})
        won = [each for each, word in decision.reasons.items() if word == "chosen"]
        self.assertEqual(won, [decision.chosen] if decision.chosen else [])
        for each in team:
            unfit = assignment.unfitness(each, weight=weight)
            word = decision.reasons[each.id]
            self.assertIn(word, [unfit] if unfit else ["chosen", decision.by])

    @always_the_same
    @given(teams, st.sampled_from(sorted(assignment.BY_ITSELF)), weights)
    def test_nobody_waits_while_somebody_is_fit(self, team, method, weight):
        is_fit = any(assignment.unfitness(e, weight=weight) is None for e in team)
        chosen = assignment.decide(team, method, weight=weight).chosen
        self.assertEqual(chosen is not None, is_fit)

    @always_the_same
    @given(teams, methods, weights, anybody)
    def test_nobody_can_have_the_next_one_either(self, team, method, weight, owner):
        """Where the lane stops looking, it would find nobody for any other one."""
        decision = assignment.decide(team, method, weight=weight, owner=owner)
        if decision.is_for_nobody:
            forgiven = [
                replace(each, has_ignored=False, has_returned=False) for each in team
            ]
            for other in (None, *(each.id for each in team)):
                for points in (0.5, 1, weight):
                    told = {"weight": points, "owner": other, "last_agent": other}
                    found = assignment.decide(forgiven, method, **told)
                    self.assertIsNone(found.chosen)

    def test_when_nobody_else_is_looked_at(self):
        """H19: the rest of a queue is left alone only where nobody could have it."""
        for told, is_for_nobody in (
            ({"state": "paused"}, True),
            ({"has_returned": True}, False),
            ({"load": 2.5, "maximum": 3}, False),
            ({"load": 3, "maximum": 3}, True),
        ):
            with self.subTest(told):
                decision = assignment.decide([Candidate(1, **told)], "round_robin")
                self.assertIs(decision.is_for_nobody, is_for_nobody)

    @always_the_same
    @given(teams)
    def test_who_has_waited_longer_comes_first(self, team):
        """HN5: by turn nobody fit got their last one before who is chosen."""
        chosen = assignment.decide(team, "round_robin").chosen
        fit = [each for each in team if assignment.unfitness(each) is None]
        if fit:
            since = {each.id: each.last or assignment.NEVER for each in fit}
            self.assertEqual(since[chosen], min(since.values()))

    @always_the_same
    @given(teams)
    def test_who_holds_less_comes_first(self, team):
        """HN5: nobody fit holds less than who is chosen, or as much with more room."""
        chosen = assignment.decide(team, "least_busy").chosen
        fit = [each for each in team if assignment.unfitness(each) is None]
        if fit:
            load = {each.id: (each.load, _share(each)) for each in fit}
            self.assertEqual(load[chosen], min(load.values()))

    @always_the_same
    @given(teams, st.sampled_from(sorted(assignment.BY_ITSELF)), weights)
    def test_there_is_room_for_what_is_given(self, team, method, weight):
        """What the lane leaves out for want of room, nobody could be given."""
        decision = assignment.decide(team, method, weight=weight)
        had_it = {each.id for each in team if each.has_ignored or each.has_returned}
        has_room = {each.id for each in team if assignment.room(each) >= weight}
        self.assertEqual(decision.chosen is not None, bool(has_room - had_it))

    @always_the_same
    @given(st.integers(1, 12), st.integers(0, 60))
    def test_round_robin_spreads_within_one(self, people, arrivals):
        """By turn, nobody gets two more than another."""
        last, got = dict.fromkeys(range(1, people + 1)), [0] * (people + 1)
        for arrival in range(arrivals):
            team = [Candidate(each, last=at) for each, at in last.items()]
            chosen = assignment.decide(team, "round_robin").chosen
            last[chosen] = NOON + arrival * MINUTE
            got[chosen] += 1
        self.assertLessEqual(max(got[1:]) - min(got[1:]), 1)


def _share(candidate):
    return candidate.load / candidate.maximum if candidate.maximum else 0

from datetime import date, timedelta
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules import capacity

TODAY = date(2026, 3, 2)
weights = st.sampled_from([0.5, 1, 2, 3])


class TestRoom(TestCase):
    def test_a_table_of_cases(self):
        """H19: with 0 no limit, with N never more than N points."""
        for load, weight, maximum, fits in (
            (2, 1, 3, True),
            (3, 1, 3, False),
            (2, 2, 3, False),
            (2.5, 0.5, 3, True),
            (2.5, 1, 3, False),
            (99, 1, 0, True),
        ):
            with self.subTest(load=load, weight=weight, maximum=maximum):
                told = {"load": load, "weight": weight, "maximum": maximum}
                self.assertIs(capacity.has_room(**told), fits)

    @always_the_same
    @given(st.lists(weights, max_size=30), st.integers(1, 10))
    def test_taking_while_there_is_room_never_exceeds(self, arriving, maximum):
        """H19: with N never more than N points."""
        load = 0
        for weight in arriving:
            if capacity.has_room(load=load, weight=weight, maximum=maximum):
                load += weight
        self.assertLessEqual(load, maximum)

    @always_the_same
    @given(st.integers(0, 40), st.integers(1, 10))
    def test_it_is_used_to_the_last_point(self, arrivals, maximum):
        """H19: exactly N where enough arrive."""
        held = 0
        for _arrival in range(arrivals):
            held += capacity.has_room(load=held, weight=1, maximum=maximum)
        self.assertEqual(held, min(arrivals, maximum))


class TestPoints(TestCase):
    def test_a_table_of_cases(self):
        """I12: what waits for the customer may count half, or nothing."""
        for weight, is_awaiting, awaited, points in (
            *((1, False, awaited, 1) for awaited in capacity.AWAITED),
            (1, True, "whole", 1),
            (1, True, "half", 0.5),
            (1, True, "nothing", 0),
            (2, True, "half", 1),
            (2, False, "half", 2),
        ):
            with self.subTest(weight=weight, is_awaiting=is_awaiting, awaited=awaited):
                told = {"is_awaiting": is_awaiting, "awaited": awaited}
                self.assertEqual(capacity.points(weight, **told), points)


class TestRamp(TestCase):
    def test_a_table_of_cases(self):
        """I12: a newcomer's maximum grows evenly, week by week."""
        for weeks, expected in ((3, [2, 4, 6]), (0, [6, 6, 6])):
            for week, maximum in enumerate(expected):
                with self.subTest(weeks=weeks, week=week + 1):
                    today = TODAY + timedelta(weeks=week)
                    told = {"weeks": weeks, "joined": TODAY, "today": today}
                    self.assertEqual(capacity.ramped(6, **told), maximum)

    @always_the_same
    @given(st.integers(0, 50), st.integers(0, 10), st.integers(-5, 200))
    def test_a_newcomer_grows_to_the_maximum(self, maximum, weeks, days):
        """A ramp never falls, never passes the maximum, and never locks anybody out."""
        day = TODAY
        told = {"weeks": weeks, "joined": day}

        def at(days):
            return capacity.ramped(maximum, today=day + timedelta(days=days), **told)

        self.assertLessEqual(at(days), at(days + 1))
        self.assertLessEqual(at(days), maximum)
        self.assertEqual(at(days) == 0, maximum == 0)
        self.assertEqual(at(7 * weeks), maximum)

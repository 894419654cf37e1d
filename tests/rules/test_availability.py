from datetime import timedelta
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules import availability
from rules.availability import Limits

MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)


class TestIdling(TestCase):
    def test_a_table_of_cases(self):
        """C1: away, then unavailable, at the second; never somebody in a pause."""
        both, none, gone_only = Limits(10, 30), Limits(), Limits(gone_minutes=30)
        for limits, state, idle, expected in (
            (both, "available", 10 * MINUTE - SECOND, "available"),
            (both, "available", 10 * MINUTE, "away"),
            (both, "available", 30 * MINUTE, "unavailable"),
            (both, "away", SECOND, "available"),
            (both, "away", 30 * MINUTE - SECOND, "away"),
            (both, "away", 30 * MINUTE, "unavailable"),
            (both, "paused", 900 * MINUTE, "paused"),
            (both, "unavailable", SECOND, "unavailable"),
            (none, "available", 900 * MINUTE, "available"),
            (gone_only, "available", 30 * MINUTE - SECOND, "available"),
            (gone_only, "available", 30 * MINUTE, "unavailable"),
        ):
            with self.subTest(limits=limits, state=state, idle=idle):
                after = availability.after_idling(state, idle, limits)
                self.assertEqual(after, expected)

    @always_the_same
    @given(st.sampled_from(availability.STATES), st.integers(0, 90), st.integers(0, 90))
    def test_idling_makes_nobody_available_who_was_not(self, state, idle, away):
        """C1: who left or paused comes back by choosing to, never by itself."""
        after = availability.after_idling(state, idle * MINUTE, Limits(away, 60))
        if state in ("paused", "unavailable"):
            self.assertEqual(after, state)


class TestPauseObstacle(TestCase):
    def test_a_table_of_cases(self):
        """C6: none at all where the company has them off; one at a time."""
        for state, is_enabled, expected in (
            ("available", True, None),
            ("away", True, None),
            ("paused", True, "paused"),
            ("unavailable", True, "not_there"),
            ("available", False, "disabled"),
        ):
            with self.subTest(state=state, is_enabled=is_enabled):
                obstacle = availability.pause_obstacle(state, is_enabled=is_enabled)
                self.assertEqual(obstacle, expected)

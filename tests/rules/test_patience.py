from datetime import datetime, timedelta
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules import patience

NOON = datetime(2026, 3, 2, 12)
SECOND = timedelta(seconds=1)
MINUTES = timedelta(minutes=5)
HOURS = timedelta(hours=5)


class TestPatience(TestCase):
    def test_a_table_of_cases(self):
        """A silent agent, an overflow and the age cut-off, to the second."""
        for rule, span in (
            (patience.is_ignored, MINUTES),
            (patience.overflows, MINUTES),
            (patience.is_too_old, HOURS),
        ):
            for passed, limit, expected in (
                (span - SECOND, 5, False),
                (span, 5, True),
                (span + SECOND, 5, True),
                (-SECOND, 5, False),
                (1000 * span, 0, False),
            ):
                with self.subTest(rule=rule.__name__, passed=passed, limit=limit):
                    self.assertEqual(rule(NOON, limit, now=NOON + passed), expected)

    @always_the_same
    @given(st.integers(0, 100), st.integers(-10, 400_000))
    def test_who_is_looked_for_is_not_too_old(self, hours, seconds):
        """What the database is asked for is what the rule lets be given."""
        now = NOON + timedelta(seconds=seconds)
        after = patience.waiting_since_at_least(hours, now=now)
        is_found = after is None or after < NOON
        self.assertNotEqual(patience.is_too_old(NOON, hours, now=now), is_found)

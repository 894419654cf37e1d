from datetime import datetime, timedelta
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules import coverage
from rules.coverage import Standing

TWO = datetime(2026, 3, 2, 14)
MINUTE = timedelta(minutes=1)
few = st.integers(0, 12)


class TestCoverage(TestCase):
    def test_a_table_of_cases(self):
        """I2: who goes last, and when the next one may."""
        back = [TWO + 10 * MINUTE, TWO, TWO + 20 * MINUTE]
        for available, minimum, breaks, expected in (
            (5, 0, False, [None, None]),
            (1, 0, False, [None, None]),
            (3, 2, False, [None, TWO]),
            (2, 2, True, [TWO, TWO + 10 * MINUTE]),
            (1, 2, True, [TWO + 10 * MINUTE, TWO + 20 * MINUTE]),
            (0, 2, True, [TWO + 20 * MINUTE, None]),
        ):
            with self.subTest(available=available, minimum=minimum):
                self.assertIs(
                    coverage.breaks(available=available, minimum=minimum), breaks
                )
                told = [
                    coverage.expected(
                        place, available=available, minimum=minimum, back=back
                    )
                    for place in (1, 2)
                ]
                if minimum:
                    self.assertEqual(told, expected)

    @always_the_same
    @given(few, few, st.lists(st.booleans(), max_size=30))
    def test_whoever_goes_leaves_enough(self, available, minimum, wishes):
        """I2: however many ask, one after the other, the minimum stays."""
        stayed = available
        for wants_to_go in wishes:
            breaks = coverage.breaks(available=stayed, minimum=minimum)
            stayed -= wants_to_go and stayed > 0 and not breaks
        self.assertGreaterEqual(stayed, min(available, minimum))

    @always_the_same
    @given(few, st.integers(1, 12), st.integers(1, 12))
    def test_the_place_in_the_queue_is_kept(self, available, minimum, place):
        """I2: after as many returns as were told, everybody up to that place fits."""
        needed = coverage.returns_needed(place, available=available, minimum=minimum)
        left = available + needed - (place - 1)
        self.assertFalse(coverage.breaks(available=left, minimum=minimum))
        if needed:
            self.assertTrue(coverage.breaks(available=left - 1, minimum=minimum))


class TestOutlook(TestCase):
    def test_a_table_of_cases(self):
        """I2: of several teams the one counts that keeps somebody longest."""
        free = Standing(available=5, minimum=2)
        none = Standing(available=0, minimum=0, ahead=9)
        first = Standing(available=2, minimum=2, back=(TWO,))
        third = Standing(available=2, minimum=2, ahead=2, back=(TWO,) * 3)
        unknown = Standing(available=1, minimum=1)
        for told, may_leave, expected in (
            ([], True, (1, None)),
            ([free, none], True, (1, None)),
            ([free, first], False, (1, TWO)),
            ([first, third], False, (3, TWO)),
            ([first, unknown], False, (1, None)),
        ):
            with self.subTest(told):
                self.assertIs(coverage.may_leave(told), may_leave)
                self.assertEqual(coverage.outlook(told), expected)

    @always_the_same
    @given(few, few, few)
    def test_nobody_goes_before_their_place(self, available, minimum, ahead):
        """I2: whoever may go leaves enough, also for all who asked before."""
        standing = Standing(available=available, minimum=minimum, ahead=ahead)
        if minimum and coverage.may_leave([standing]):
            self.assertGreaterEqual(available - ahead - 1, minimum)

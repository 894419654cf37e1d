from datetime import datetime, timedelta
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules import coverage
from rules.coverage import Standing

TWO = datetime(2026, 3, 2, 14)
MINUTE = timedelta(minutes=1)
# When those who pause now are to be back.
BACK = [TWO, TWO + 10 * MINUTE, TWO + 20 * MINUTE]
few = st.integers(0, 12)


class TestCoverage(TestCase):
    def test_a_table_of_cases(self):
        """I2: who goes, and for how many of those who are back they wait else."""
        for available, minimum, needed in (
            (5, 0, [0, 0]),
            (1, 0, [0, 0]),
            (3, 2, [0, 1]),
            (2, 2, [1, 2]),
            (1, 2, [2, 3]),
            (0, 2, [3, 4]),
        ):
            for place, count in enumerate(needed, start=1):
                with self.subTest(available=available, minimum=minimum, place=place):
                    told = {"available": available, "minimum": minimum}
                    standing = Standing(**told, ahead=place - 1)
                    self.assertEqual(coverage.returns_needed(place, **told), count)
                    self.assertIs(coverage.may_go([standing]), not count)
                    self.assertEqual(
                        coverage.expected(place, **told, back=reversed(BACK)),
                        BACK[count - 1] if 0 < count <= len(BACK) else None,
                    )

    @always_the_same
    @given(few, few, st.lists(st.booleans(), max_size=30))
    def test_whoever_goes_leaves_enough(self, available, minimum, wishes):
        """I2: however many ask, one after the other, the minimum stays."""
        stayed = available
        for wants_to_go in wishes:
            may_go = coverage.may_go([Standing(stayed, minimum)])
            stayed -= wants_to_go and stayed > 0 and may_go
        self.assertGreaterEqual(stayed, min(available, minimum))

    @always_the_same
    @given(few, few, st.integers(1, 12))
    def test_the_place_in_the_queue_is_kept(self, available, minimum, place):
        """I2: after as many returns as were told one may go, and not one before."""
        needed = coverage.returns_needed(place, available=available, minimum=minimum)

        def goes_after(returns):
            back = Standing(available + returns, minimum, ahead=place - 1)
            return coverage.may_go([back])

        self.assertTrue(goes_after(needed))
        if needed:
            self.assertFalse(goes_after(needed - 1))


class TestOutlook(TestCase):
    def test_a_table_of_cases(self):
        """I2: of several teams the one counts that keeps somebody longest."""
        free = Standing(available=5, minimum=2)
        none = Standing(available=0, minimum=0, ahead=9)
        first = Standing(available=2, minimum=2, back=(TWO,))
        third = Standing(available=2, minimum=2, ahead=2, back=(TWO,) * 3)
        unknown = Standing(available=1, minimum=1)
        for told, may_go, expected in (
            ([], True, (1, None)),
            ([free, none], True, (1, None)),
            ([free, first], False, (1, TWO)),
            ([first, third], False, (3, TWO)),
            ([first, unknown], False, (1, None)),
        ):
            with self.subTest(told):
                self.assertIs(coverage.may_go(told), may_go)
                self.assertEqual(coverage.outlook(told), expected)

    @always_the_same
    @given(few, few, few)
    def test_nobody_goes_before_their_place(self, available, minimum, ahead):
        """I2: whoever may go leaves enough, also for all who asked before."""
        standing = Standing(available=available, minimum=minimum, ahead=ahead)
        if minimum and coverage.may_go([standing]):
            self.assertGreaterEqual(available - ahead - 1, minimum)

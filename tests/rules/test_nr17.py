from datetime import datetime, timedelta
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules import nr17
from rules.nr17 import Owed, Shift

SIX = Shift(datetime(2026, 3, 2, 8), datetime(2026, 3, 2, 14))
FOUR = Shift(datetime(2026, 3, 2, 8), datetime(2026, 3, 2, 12))
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


class TestNr17(TestCase):
    def test_how_much_is_owed(self):
        """I4: six hours give two rests and a meal, four hours one rest."""
        longer = Shift(FOUR.begins, FOUR.ends + SECOND)
        for shift, owed in (
            (SIX, Owed(2, 1)),
            (FOUR, Owed(1, 0)),
            (longer, Owed(2, 1)),
        ):
            with self.subTest(shift):
                self.assertEqual(nr17.owed(shift), owed)

    def test_a_table_of_moments(self):
        """I4: never in the first hour, and over when the last begins."""
        for after, expected in (
            (60 * MINUTE - SECOND, "first_hour"),
            (60 * MINUTE, None),
            (290 * MINUTE, None),
            (290 * MINUTE + SECOND, "last_hour"),
            (360 * MINUTE, "last_hour"),
        ):
            with self.subTest(after):
                self.assertEqual(
                    nr17.rest_refusal(SIX, now=SIX.begins + after), expected
                )

    def test_when_somebody_is_told(self):
        """I4: half an hour before what is left would not fit any more."""
        for rests, latest in ((0, 280), (1, 290), (2, None)):
            moment = latest and SIX.begins + latest * MINUTE
            with self.subTest(rests):
                self.assertEqual(nr17.last_moment(SIX, rests), moment)
        told = SIX.begins + 250 * MINUTE
        self.assertFalse(nr17.is_pressing(SIX, 0, now=told - SECOND))
        self.assertTrue(nr17.is_pressing(SIX, 0, now=told))
        self.assertFalse(nr17.is_pressing(SIX, 2, now=SIX.ends))

    def test_what_was_missing(self):
        """I4: at the end it is said what was not given."""
        for rests, meals, missing in (
            (0, 0, Owed(2, 1)),
            (1, 1, Owed(1, 0)),
            (3, 2, Owed(0, 0)),
        ):
            with self.subTest(rests=rests, meals=meals):
                self.assertEqual(nr17.missing(SIX, rests=rests, meals=meals), missing)

    @always_the_same
    @given(st.integers(150, 720), st.integers(0, 3))
    def test_a_rest_at_the_last_moment_is_allowed(self, minutes, rests):
        """I4: whoever goes when told the latest may go."""
        shift = Shift(SIX.begins, SIX.begins + minutes * MINUTE)
        latest = nr17.last_moment(shift, rests)
        if latest is not None:
            self.assertIsNone(nr17.rest_refusal(shift, now=latest))

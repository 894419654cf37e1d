from datetime import datetime, timedelta
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules import nr17
from rules.nr17 import Judged, Owed, Shift, Taken

SIX = Shift(datetime(2026, 3, 2, 8), datetime(2026, 3, 2, 14))
FOUR = Shift(datetime(2026, 3, 2, 8), datetime(2026, 3, 2, 12))
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)

shifts = st.integers(1, 720).map(
    lambda minutes: Shift(SIX.begins, SIX.begins + minutes * MINUTE)
)


def taken(kind, after, lasted, planned=10):
    begins = SIX.begins + after * MINUTE
    return Taken(kind, begins, begins + lasted * MINUTE, planned)


class TestNr17(TestCase):
    def test_how_much_is_owed(self):
        """I4: by the length of the shift; the meal of a longer day is an hour."""
        for minutes, owed in (
            (129, Owed(0, 0)),
            (130, Owed(1, 0)),
            (240, Owed(1, 0)),
            (241, Owed(2, 1)),
            (360, Owed(2, 1)),
            (380, Owed(2, 1, 20)),
            (381, Owed(2, 1, 60)),
        ):
            with self.subTest(minutes):
                shift = Shift(SIX.begins, SIX.begins + minutes * MINUTE)
                self.assertEqual(nr17.owed(shift), owed)

    def test_a_table_of_moments(self):
        """I4: never in the first hour, and over when the last begins."""
        for after, expected in (
            (60 * MINUTE - SECOND, "first_hour"),
            (60 * MINUTE, None),
            (290 * MINUTE, None),
            (290 * MINUTE + SECOND, "last_hour"),
            (360 * MINUTE - SECOND, "last_hour"),
            (360 * MINUTE, None),
        ):
            with self.subTest(after):
                self.assertEqual(
                    nr17.rest_refusal(SIX, now=SIX.begins + after), expected
                )

    def test_when_the_last_moment_is(self):
        """I4: all that are left still have to fit, one after the other."""
        for kind, kept, latest in (
            ("rest", 0, 280),
            ("rest", 1, 290),
            ("rest", 2, None),
            ("meal", 0, 340),
            ("meal", 1, None),
        ):
            moment = latest and SIX.begins + latest * MINUTE
            with self.subTest(kind=kind, kept=kept):
                self.assertEqual(nr17.last_moment(SIX, kind, kept), moment)

    def test_when_somebody_is_told(self):
        """I4: half an hour before it is too late, and not once it is."""
        for kind, kept, after, told in (
            ("rest", 0, 249, False),
            ("rest", 0, 250, True),
            ("rest", 0, 290, True),
            ("rest", 0, 291, False),
            ("rest", 1, 259, False),
            ("rest", 1, 260, True),
            ("rest", 2, 280, False),
            ("meal", 0, 309, False),
            ("meal", 0, 310, True),
            ("meal", 0, 341, False),
        ):
            with self.subTest(kind=kind, kept=kept, after=after):
                now = SIX.begins + after * MINUTE
                self.assertIs(nr17.is_pressing(SIX, kind, kept, now=now), told)

    def test_what_counts(self):
        """I4: unbroken, long enough, and in neither hour."""
        for one, verdict in (
            (taken("rest", 60, 10), "kept"),
            (taken("rest", 60, 9), "short"),
            (taken("rest", 59, 10), "out_of_hours"),
            (taken("rest", 291, 10), "out_of_hours"),
            (taken("rest", 370, 10), "out_of_hours"),
            (taken("meal", 5, 20), "kept"),
            (taken("meal", 120, 19), "short"),
            (Taken("rest", SIX.begins), "running"),
        ):
            with self.subTest(one):
                self.assertEqual(nr17.verdict(SIX, one), verdict)

    def test_a_long_rest_is_one(self):
        """I4: twenty minutes in one piece are one rest, and twice five are none."""
        long, halves = taken("rest", 60, 20), (taken("rest", 60, 5),) * 2
        self.assertEqual(nr17.kept(SIX, "rest", [long]), 1)
        self.assertEqual(nr17.kept(SIX, "rest", halves), 0)

    def test_who_leaves_early(self):
        """I4: is owed for what they worked; what they took counts as it did then."""
        left = Shift(SIX.begins, SIX.ends, left=SIX.begins + 240 * MINUTE)
        rest = taken("rest", 210, 10)
        [line] = nr17.judge(left, [rest], now=SIX.ends)
        self.assertEqual((line.verdict, line.taken), ("kept", rest))

    def test_a_day_as_it_is_proven(self):
        """I4: each with its verdict, and what is missing by its name."""
        begun = [taken("meal", 180, 25, 60), taken("rest", 70, 10)]
        lines = nr17.judge(SIX, begun, now=SIX.ends)
        self.assertEqual(
            lines,
            [
                Judged("rest", "kept", 10, begun[1]),
                Judged("meal", "kept", 60, begun[0]),
                Judged("rest", "missing", 10),
            ],
        )
        now = SIX.ends - SECOND
        self.assertEqual(nr17.judge(SIX, begun, now=now)[-1].verdict, "due")

    @always_the_same
    @given(shifts, st.integers(0, 3))
    def test_a_rest_at_the_last_moment_is_allowed(self, shift, kept):
        """I4: whoever goes when told the latest may go."""
        latest = nr17.last_moment(shift, "rest", kept)
        if latest is not None and latest >= nr17.rest_opens(shift):
            self.assertIsNone(nr17.rest_refusal(shift, now=latest))

    @always_the_same
    @given(shifts, st.integers(0, 3), st.integers(0, 720))
    def test_whoever_is_told_may_go(self, shift, kept, after):
        """I4: nobody is sent into a rest that is refused."""
        now = shift.begins + after * MINUTE
        if nr17.is_pressing(shift, "rest", kept, now=now):
            self.assertIsNone(nr17.rest_refusal(shift, now=now))

    @always_the_same
    @given(
        shifts,
        st.lists(
            st.builds(
                taken,
                st.sampled_from(nr17.KINDS),
                st.integers(-60, 720),
                st.integers(0, 90),
            ),
            max_size=6,
        ),
        st.randoms(use_true_random=False),
    )
    def test_what_is_owed_is_kept_or_missing(self, shift, begun, random):
        """I4: nothing is lost in between, whatever the order it is told in."""
        lines = nr17.judge(shift, begun, now=shift.ends)
        shuffled = random.sample(begun, len(begun))
        verdicts = [(line.kind, line.verdict) for line in lines]
        told = nr17.judge(shift, shuffled, now=shift.ends)
        self.assertCountEqual(verdicts, [(line.kind, line.verdict) for line in told])
        due = nr17.owed(shift)
        for kind, owed in (("rest", due.rests), ("meal", due.meals)):
            found = verdicts.count((kind, "kept")) + verdicts.count((kind, "missing"))
            self.assertEqual(found, max(owed, verdicts.count((kind, "kept"))))

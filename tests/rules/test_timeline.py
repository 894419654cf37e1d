from datetime import datetime, timedelta
from itertools import pairwise
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules import timeline
from rules.timeline import HOUR, Span

MIDNIGHT = datetime(2026, 3, 2, 3)
DAY = Span(MIDNIGHT, MIDNIGHT + 24 * HOUR)
MINUTE = timedelta(minutes=1)
moments = st.integers(-600, 2400).map(lambda minutes: MIDNIGHT + minutes * MINUTE)


class TestTimeline(TestCase):
    @always_the_same
    @given(st.lists(st.tuples(moments, st.none() | moments), max_size=12), moments)
    def test_all_of_it_is_shown_and_nothing_else(self, stretches, now):
        """Every minute of the day lies in the picture, and no other does."""
        spans = [
            span
            for begins, ends in stretches
            if (span := timeline.clip(begins, ends, DAY, now=now))
        ]
        shown = timeline.window(spans, DAY)
        self.assertLess(shown.begins, shown.ends)
        for span in spans:
            self.assertLessEqual(DAY.begins, shown.begins)
            self.assertLessEqual(shown.ends, DAY.ends)
            left, width = timeline.share(span, shown)
            self.assertGreaterEqual(left, 0)
            self.assertGreater(width, 0)
            self.assertLessEqual(left + width, 100.01)

    @always_the_same
    @given(
        st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 90)), max_size=20),
        st.randoms(use_true_random=False),
    )
    def test_nothing_is_lost_by_merging(self, lasted, random):
        """As long in all as before, and no two neighbours are the same."""
        stretches, at = [], MIDNIGHT
        for what, minutes in lasted:
            stretches.append((what, Span(at, at + minutes * MINUTE)))
            at += minutes * MINUTE
        found = timeline.merged(random.sample(stretches, len(stretches)))
        length = sum((span.ends - span.begins for _what, span in found), 0 * MINUTE)
        self.assertEqual(length, at - MIDNIGHT)
        for (one, _span), (other, _other) in pairwise(found):
            self.assertNotEqual(one, other)

    def test_what_is_shown(self):
        """I4: a pause may be work, a need of the body is never shown."""
        for state, rest_kind, is_work, expected in (
            ("available", None, False, "available"),
            ("away", None, False, "away"),
            ("paused", None, False, "paused"),
            ("paused", None, True, "work"),
            ("paused", "rest", True, "paused"),
            ("paused", "meal", False, "paused"),
            ("paused", "body", False, "available"),
            ("paused", "body", True, "available"),
        ):
            with self.subTest(state=state, rest_kind=rest_kind, is_work=is_work):
                shown = timeline.shown_as(state, rest_kind, is_work=is_work)
                self.assertEqual(shown, expected)

    def test_which_hours_are_written(self):
        """Every hour, or every second one where they stood too close."""
        for hours, count in ((1, 1), (14, 14), (15, 8), (24, 12)):
            with self.subTest(hours=hours):
                shown = Span(MIDNIGHT, MIDNIGHT + hours * HOUR)
                self.assertEqual(len(timeline.ticks(shown)), count)

    def test_where_a_moment_lies(self):
        """In percent of what is shown, both ends included."""
        shown = Span(MIDNIGHT, MIDNIGHT + 4 * HOUR)
        for minutes, expected in (
            (-1, None),
            (0, 0),
            (60, 25),
            (240, 100),
            (241, None),
        ):
            with self.subTest(minutes=minutes):
                moment = MIDNIGHT + minutes * MINUTE
                self.assertEqual(timeline.place(moment, shown), expected)

    def test_a_day_of_23_hours(self):
        """The picture ends with the day, also where the clocks change."""
        short = Span(MIDNIGHT, MIDNIGHT + 23 * HOUR)
        late = Span(MIDNIGHT + 22 * HOUR, MIDNIGHT + 23 * HOUR)
        self.assertEqual(timeline.window([late], short).ends, short.ends)

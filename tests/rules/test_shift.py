from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from unittest import TestCase
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules import shift
from rules.nr17 import Shift
from rules.shift import APART, USUAL, Stretch

DAY, HOUR, MINUTE = (timedelta(minutes=minutes) for minutes in (1440, 60, 1))
EIGHT = datetime(2026, 3, 2, 8)
SIX_HOURS = Shift(EIGHT, EIGHT + 6 * HOUR)
SAO_PAULO = ZoneInfo("America/Sao_Paulo")

moments = st.integers(0, 4 * 1440).map(lambda minutes: EIGHT + minutes * MINUTE)


class TestShift(TestCase):
    def test_working_hours(self):
        """I4: a break for lunch ends no shift, nor does midnight."""
        for name, hours, found in (
            ("lunch", [(8, 12), (13, 17)], [(8, 17)]),
            ("night", [(22, 24), (24, 30)], [(22, 30)]),
            ("two", [(8, 12), (16, 20)], [(8, 12), (16, 20)]),
            ("unordered", [(13, 17), (8, 12)], [(8, 17)]),
            ("endless", [(0, 24), (24, 48)], []),
        ):
            with self.subTest(name):
                midnight = EIGHT - 8 * HOUR
                told = [(midnight + a * HOUR, midnight + b * HOUR) for a, b in hours]
                due = [
                    Shift(midnight + a * HOUR, midnight + b * HOUR) for a, b in found
                ]
                self.assertEqual(shift.planned(told), due)

    def test_without_hours(self):
        """I4: six hours from the first time they are available on a day."""
        for name, starts, begins in (
            ("once", [0, 2, 5], [0]),
            ("late the same day", [0, 11], [0]),
            ("the next day", [0, 24], [0, 24]),
            # From 21:00 over midnight: what is left of the night is the same shift.
            ("night", [13, 17, 18, 37], [13, 37]),
        ):
            with self.subTest(name):
                found = shift.presumed([EIGHT + at * HOUR for at in starts], [], UTC)
                self.assertEqual(
                    [one.begins for one in found], [EIGHT + at * HOUR for at in begins]
                )

    def test_hours_come_first(self):
        """I4: where hours say when, coming early or late makes no second shift."""
        starts = [EIGHT - HOUR // 2, EIGHT + 7 * HOUR, EIGHT + DAY]
        [other] = shift.presumed(starts, [SIX_HOURS], UTC)
        self.assertEqual(other.begins, EIGHT + DAY)

    def test_the_day_is_that_of_the_person(self):
        """I4: 23:30 in São Paulo is tomorrow in UTC."""
        late = Shift(datetime(2026, 3, 3, 2, 30), datetime(2026, 3, 3, 8, 30))
        self.assertEqual(shift.day_of(late, SAO_PAULO).day, 2)
        self.assertEqual(shift.day_of(late, UTC).day, 3)

    def test_who_was_there(self):
        """I4: nothing is owed for hours in which nobody was there."""
        later = EIGHT + DAY
        for name, stretches, now, found in (
            ("nobody", [], later, None),
            ("the whole", [(-1, 7)], later, (0, 6)),
            ("came late", [(1, 7)], later, (1, 6)),
            ("left early", [(0, 2)], later, (0, 2)),
            ("left, and it lasts", [(0, 2)], EIGHT + 3 * HOUR, (0, 6)),
            ("still there", [(0, None)], EIGHT + 3 * HOUR, (0, 6)),
            ("another day", [(30, 33)], later + 2 * DAY, None),
        ):
            with self.subTest(name):
                there = [
                    Stretch(EIGHT + a * HOUR, None if b is None else EIGHT + b * HOUR)
                    for a, b in stretches
                ]
                due = found and Shift(EIGHT + found[0] * HOUR, SIX_HOURS.ends)
                if found and found[1] < 6:
                    due = replace(due, left=EIGHT + found[1] * HOUR)
                self.assertEqual(shift.attended(SIX_HOURS, there, now=now), due)

    def test_now_in_which(self):
        """I4: who comes early is in the shift that begins; after it, in none."""
        for after, is_in in ((-3, True), (-4, False), (0, True), (5, True), (6, False)):
            with self.subTest(after):
                found = shift.current([SIX_HOURS], now=EIGHT + after * HOUR)
                self.assertIs(found is not None, is_in)

    @always_the_same
    @given(st.lists(moments, max_size=20), st.lists(moments, max_size=3))
    def test_one_shift_at_a_time(self, starts, planned):
        """I4: one a day at most, and no two that overlap."""
        known = shift.planned([(begins, begins + USUAL) for begins in planned])
        found = shift.presumed(starts, known, SAO_PAULO)
        days = [shift.day_of(one, SAO_PAULO) for one in found]
        self.assertEqual(len(days), len(set(days)))
        ordered = sorted([*known, *found], key=lambda one: one.begins)
        for one, other in pairwise(ordered):
            self.assertLessEqual(one.ends, other.begins)

    @always_the_same
    @given(st.lists(moments, min_size=1, max_size=20))
    def test_who_is_available_is_in_a_shift(self, starts):
        """I4: unless they had one on that day already."""
        found = shift.presumed(starts, [], UTC)
        self.assertEqual(found[0].begins, min(starts))
        days = {shift.day_of(one, UTC) for one in found}
        for start in starts:
            near = any(one.begins - APART < start < one.ends + APART for one in found)
            self.assertTrue(near or start.date() in days)

from datetime import datetime, timedelta
from unittest import TestCase
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules import clock

ZONES = (
    "America/Sao_Paulo",
    "Europe/Lisbon",
    "Australia/Lord_Howe",
    "Pacific/Kiritimati",
    "America/New_York",
    "Mars/Olympus",
    "",
)
NOWS = st.datetimes(datetime(2025, 1, 1), datetime(2032, 12, 31))


class TestClock(TestCase):
    def test_a_table_of_cases(self):
        """C11: the first zone that is known says what the wall shows."""
        now = datetime(2026, 3, 3, 2, 0)
        for names, expected in (
            (["America/Sao_Paulo", "Asia/Tokyo"], "2026-03-02 23:00"),
            ([None, False, "Mars/Olympus", "Asia/Tokyo"], "2026-03-03 11:00"),
            (["America", "..", "\x00"], "2026-03-03 02:00"),
            ([], "2026-03-03 02:00"),
        ):
            with self.subTest(names=names):
                seen = clock.wall(now, names).strftime("%Y-%m-%d %H:%M")
                self.assertEqual(seen, expected)

    @always_the_same
    @given(st.lists(st.sampled_from(ZONES)), NOWS)
    def test_it_is_the_same_moment(self, names, now):
        """Whatever the wall shows, the moment is the one that was asked for."""
        wall = clock.wall(now, names)
        self.assertEqual(clock.utc(wall), now)
        self.assertEqual(clock.at(now, wall.tzinfo), wall)

    @always_the_same
    @given(st.sampled_from(ZONES), NOWS)
    def test_a_day_has_its_hours(self, name, now):
        """A day is from 23 to 25 hours long, the moment is in it, the next begins."""
        wall = clock.wall(now, [name])
        first, last = clock.day_bounds(wall)
        self.assertTrue(first <= now < last)
        self.assertTrue(timedelta(hours=23) <= last - first <= timedelta(hours=25))
        self.assertNotEqual(clock.wall(last, [name]).date(), wall.date())

    @always_the_same
    @given(st.text())
    def test_no_name_is_an_error(self, name):
        clock.zone(name)

    def test_days_on_which_the_clocks_change(self):
        """C8: "twice a day" counts a day of 23, 24 or 25 hours."""
        madrid = ZoneInfo("Europe/Madrid")
        for month, day, hours in ((3, 28, 24), (3, 29, 23), (10, 25, 25)):
            with self.subTest(month=month, day=day):
                noon = datetime(2026, month, day, 12, tzinfo=madrid)
                first, last = clock.day_bounds(noon)
                self.assertEqual(last - first, timedelta(hours=hours))

from datetime import date, timedelta
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules.holiday import Holiday, falls_on, is_off

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
LEAP = Holiday(date(2024, 2, 29), is_yearly=True)
CHRISTMAS = Holiday(date(2024, 12, 25), is_yearly=True)
CARNIVAL = Holiday(date(2026, 2, 17))


class TestHoliday(TestCase):
    def test_a_table_of_cases(self):
        """HN8: once, or from then on every year; 29 February too."""
        for holiday, day, expected in (
            (CARNIVAL, date(2026, 2, 17), True),
            (CARNIVAL, date(2026, 2, 18), False),
            (CARNIVAL, date(2027, 2, 17), False),
            (CHRISTMAS, date(2023, 12, 25), False),
            (CHRISTMAS, date(2024, 12, 25), True),
            (CHRISTMAS, date(2050, 12, 25), True),
            (CHRISTMAS, date(2050, 12, 24), False),
            (LEAP, date(2024, 2, 28), False),
            (LEAP, date(2024, 2, 29), True),
            (LEAP, date(2025, 2, 28), True),
            (LEAP, date(2025, 3, 1), False),
            (LEAP, date(2028, 2, 28), False),
            (LEAP, date(2028, 2, 29), True),
            # A century without a leap day.
            (LEAP, date(2100, 2, 28), True),
        ):
            with self.subTest(holiday=holiday.day, day=day):
                self.assertIs(falls_on(holiday, day), expected)

    def test_whose_it_is(self):
        """HN8: of everybody, or of the teams that are named."""
        ours = Holiday(date(2026, 3, 2), teams=frozenset({1, 2}))
        for team, holidays, expected in (
            (1, [ours], True),
            (3, [ours], False),
            (None, [ours], False),
            (3, [ours, Holiday(date(2026, 3, 2))], True),
            (None, [Holiday(date(2026, 3, 2))], True),
            (1, [], False),
        ):
            with self.subTest(team=team):
                self.assertIs(is_off(team, date(2026, 3, 2), holidays), expected)

    @always_the_same
    @given(DAYS, st.integers(0, 60))
    def test_once_in_every_year(self, born, years):
        """Whatever the day, each later year has it exactly once."""
        holiday = Holiday(born, is_yearly=True)
        first = date(born.year + years, 1, 1)
        year = [first + timedelta(days=n) for n in range(366)]
        kept = [
            day for day in year if day.year == first.year and falls_on(holiday, day)
        ]
        self.assertEqual(len(kept), 1)
        self.assertLessEqual(born.replace(day=1).month, kept[0].month)
        self.assertLessEqual(abs(kept[0].day - born.day), 1)

    @always_the_same
    @given(DAYS, DAYS)
    def test_once_is_once(self, born, day):
        self.assertIs(falls_on(Holiday(born), day), born == day)

    @always_the_same
    @given(DAYS, st.integers(1, 20_000))
    def test_never_before_its_first_day(self, born, days):
        day = born - timedelta(days=days)
        self.assertFalse(falls_on(Holiday(born, is_yearly=True), day))

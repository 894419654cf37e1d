from datetime import date, datetime, timedelta
from unittest import TestCase
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules import clock
from rules.holiday import Holiday, falls_on, is_off, without

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
LEAP = Holiday(date(2024, 2, 29), is_yearly=True)
CHRISTMAS = Holiday(date(2024, 12, 25), is_yearly=True)
CARNIVAL = Holiday(date(2026, 2, 17))
HOUR = timedelta(hours=1)
SAO_PAULO = ZoneInfo("America/Sao_Paulo")
# Where clocks change at midnight, and where it is no full hour.
ZONES = ("America/Sao_Paulo", "America/Havana", "Europe/Madrid", "Asia/Kathmandu")
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1))


@st.composite
def shifts(draw):
    """Stretches of work in order, by day and by night, some of several days."""
    begins, found = draw(MOMENTS), []
    for _number in range(draw(st.integers(0, 8))):
        begins += draw(st.timedeltas(timedelta(), timedelta(days=2)))
        ends = begins + draw(st.timedeltas(HOUR / 60, timedelta(days=3)))
        found.append((begins, ends))
        begins = ends
    return found


def near(stretches):
    """Return holidays of everybody around these stretches."""
    days = {begins.date() + timedelta(days=2) for begins, _ends in stretches}
    return [Holiday(day) for day in days]


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


class TestWithout(TestCase):
    """HN8, SN3: what is worked, once the holidays are taken out."""

    CARNIVAL_NOON = datetime(2026, 2, 17, 15)

    def _left(self, *stretches, team=1, holidays=(CARNIVAL,), zone=SAO_PAULO):
        """Return how long each piece begins and ends after noon of carnival."""
        return [
            ((begins - self.CARNIVAL_NOON) / HOUR, (ends - self.CARNIVAL_NOON) / HOUR)
            for begins, ends in without(
                [
                    tuple(self.CARNIVAL_NOON + hours * HOUR for hours in one)
                    for one in stretches
                ],
                team,
                holidays,
                zone,
            )
        ]

    def test_a_table_of_cases(self):
        """A day on the wall goes, to the second, and a night is cut at midnight."""
        for stretch, left in (
            ((-2, 2), []),
            ((-26, -22), [(-26, -22)]),
            ((22, 26), [(22, 26)]),
            ((-14, -4), [(-14, -12)]),
            ((10, 18), [(12, 18)]),
            ((-14, 18), [(-14, -12), (12, 18)]),
            ((-14, -12), [(-14, -12)]),
            ((12, 18), [(12, 18)]),
            ((-12, 12), []),
        ):
            with self.subTest(stretch=stretch):
                self.assertEqual(self._left(stretch), left)

    def test_whose_it_is(self):
        """Who has no part in it works; who has no team keeps everybody's."""
        ours = Holiday(CARNIVAL.day, teams=frozenset({1}))
        for team, holidays, is_worked in (
            (1, [ours], False),
            (2, [ours], True),
            (None, [ours], True),
            (None, [CARNIVAL], False),
            (1, [], True),
        ):
            with self.subTest(team=team, holidays=holidays):
                left = self._left((0, 2), team=team, holidays=holidays)
                self.assertEqual(left, [(0, 2)] if is_worked else [])

    def test_by_which_clock(self):
        """The same night is another day elsewhere."""
        night = (-14, -13)
        self.assertEqual(self._left(night), [night])
        self.assertEqual(self._left(night, zone=ZoneInfo("Asia/Tokyo")), [])

    @always_the_same
    @given(shifts(), st.sampled_from(ZONES), st.integers(0, 3))
    def test_nothing_is_worked_on_a_holiday(self, stretches, name, days):
        """Nor is any other hour lost: before and after all is as it was."""
        zone, holidays = ZoneInfo(name), near(stretches)
        left = [*without(stretches, 1, holidays, zone)]
        self.assertEqual(left, sorted(left))
        for begins, ends in left:
            self.assertLess(begins, ends)
            self.assertFalse(is_off(1, clock.at(begins, zone).date(), holidays))
            self.assertTrue(
                any(since <= begins and ends <= until for since, until in stretches)
            )
        for moment in (begins + days * HOUR for begins, _ends in stretches):
            was = any(since <= moment < until for since, until in stretches)
            is_kept = not is_off(1, clock.at(moment, zone).date(), holidays)
            still = any(since <= moment < until for since, until in left)
            self.assertIs(still, was and is_kept)

    def test_a_day_that_comes_twice(self):
        """At one past midnight the clock went back an hour: all of it is worked."""
        begins = datetime(2006, 10, 29)
        night = (begins, begins + 6 * HOUR)
        pieces = [*without([night], 1, [CARNIVAL], ZoneInfo("America/St_Johns"))]
        self.assertEqual((pieces[0][0], pieces[-1][1]), night)
        self.assertEqual(sum((b - a for a, b in pieces), timedelta()), 6 * HOUR)

    @always_the_same
    @given(shifts(), st.sampled_from(ZONES))
    def test_without_holidays_all_is_worked(self, stretches, name):
        self.assertEqual([*without(stretches, 1, [], ZoneInfo(name))], stretches)

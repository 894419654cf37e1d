from datetime import UTC, datetime, time, timedelta
from unittest import TestCase
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules import pause
from rules.pause import Terms

MADRID = ZoneInfo("Europe/Madrid")
SAO_PAULO = ZoneInfo("America/Sao_Paulo")
MONDAY, TUESDAY, SUNDAY = 0, 1, 6
SECOND = timedelta(seconds=1)
hours = st.none() | st.times().map(lambda at: at.replace(microsecond=0))
terms = st.builds(
    Terms,
    opens=hours,
    closes=hours,
    weekdays=st.frozensets(st.integers(0, 6)),
    times_a_day=st.integers(0, 3),
)
moments = st.datetimes(
    datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(MADRID)
)


def at(text, zone=UTC):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


class TestRefusal(TestCase):
    def test_a_table_of_cases(self):
        """C11: at 11:29:59 no, at 11:30:00 yes; the other limits at their edges too."""
        lunch = Terms(opens=time(11, 30), closes=time(14))
        night = Terms(time(22), time(6), weekdays=frozenset({MONDAY}))
        mondays = Terms(weekdays=frozenset({MONDAY}))
        for told, moment, taken, expected in (
            (lunch, "2026-03-02 11:29:59", 0, "early"),
            (lunch, "2026-03-02 11:30:00", 0, None),
            (lunch, "2026-03-02 13:59:59", 0, None),
            (lunch, "2026-03-02 14:00:00", 0, "late"),
            (night, "2026-03-02 05:00:00", 0, "early"),
            (night, "2026-03-02 21:59:59", 0, "early"),
            (night, "2026-03-02 22:00:00", 0, None),
            (night, "2026-03-03 05:59:59", 0, None),
            (night, "2026-03-03 06:00:00", 0, "not_today"),
            (night, "2026-03-03 22:00:00", 0, "not_today"),
            (mondays, "2026-03-02 23:59:59", 0, None),
            (mondays, "2026-03-03 00:00:00", 0, "not_today"),
            (Terms(times_a_day=2), "2026-03-02 09:00:00", 1, None),
            (Terms(times_a_day=2), "2026-03-02 09:00:00", 2, "used_up"),
            (Terms(), "2026-03-02 09:00:00", 99, None),
        ):
            with self.subTest(moment=moment, told=told):
                self.assertEqual(
                    pause.refusal(told, taken=taken, now=at(moment)), expected
                )

    def test_it_is_the_clock_on_the_members_wall(self):
        """C11: 11:30 in São Paulo is 14:30 in London, and no sooner."""
        lunch = Terms(opens=time(11, 30))
        for moment, expected in (("14:29:59", "early"), ("14:30:00", None)):
            now = at(f"2026-03-02 {moment}").astimezone(SAO_PAULO)
            self.assertEqual(pause.refusal(lunch, taken=0, now=now), expected)

    def test_the_clocks_change(self):
        """C11: 11:30 is 11:30 on the Sundays on which Madrid's clocks change."""
        lunch = Terms(opens=time(11, 30))
        for day, utc_hour in (
            ("2026-03-28", 10),
            ("2026-03-29", 9),
            ("2026-10-25", 10),
        ):
            begins = at(f"{day} {utc_hour:02}:30:00").astimezone(MADRID)
            before = (begins - SECOND).astimezone(UTC).astimezone(MADRID)
            with self.subTest(day):
                self.assertIsNone(pause.refusal(lunch, taken=0, now=begins))
                self.assertEqual(pause.refusal(lunch, taken=0, now=before), "early")

    def test_an_hour_that_is_left_out_opens_with_the_next(self):
        """C11: 02:30 does not exist in Madrid on the last Sunday of March."""
        early = Terms(opens=time(2, 30))
        last = at("2026-03-29 00:59:59").astimezone(MADRID)
        self.assertEqual(pause.refusal(early, taken=0, now=last), "early")
        first = at("2026-03-29 01:00:00").astimezone(MADRID)
        self.assertIsNone(pause.refusal(early, taken=0, now=first))

    @always_the_same
    @given(terms, moments, st.integers(0, 5))
    def test_an_exception_lifts_the_limits_of_the_type(self, told, now, taken):
        """C12: what was granted holds at any hour, on any day, once more."""
        self.assertIsNone(pause.refusal(told, taken=taken, now=now, has_exception=True))

    @always_the_same
    @given(terms, moments)
    def test_it_opens_when_it_says(self, told, now):
        """C11: "from 11:30" is kept: at that moment it may begin."""
        opens = pause.opens_next(told, now=now)
        if told.weekdays:
            self.assertGreater(opens, now)
            self.assertIsNone(pause.refusal(told, taken=0, now=opens))
        else:
            self.assertIsNone(opens)


class TestOutcome(TestCase):
    def test_a_table_of_cases(self):
        """C8: over the most it is an overrun, under the least it is short."""
        limits = Terms(least_minutes=5, most_minutes=15)
        for lasted, expected in (
            (timedelta(minutes=5) - SECOND, "short"),
            (timedelta(minutes=5), "kept"),
            (timedelta(minutes=15), "kept"),
            (timedelta(minutes=15) + SECOND, "overrun"),
        ):
            with self.subTest(lasted):
                self.assertEqual(pause.outcome(limits, lasted), expected)
        self.assertEqual(pause.outcome(Terms(), timedelta(days=1)), "kept")

    def test_the_end_it_was_planned_for(self):
        """C8: the countdown runs to the last moment that is no overrun."""
        began = datetime(2026, 3, 2, 12)
        ends = pause.ends_at_most(Terms(most_minutes=15), began)
        self.assertEqual(ends, datetime(2026, 3, 2, 12, 15))
        self.assertIsNone(pause.ends_at_most(Terms(), began))

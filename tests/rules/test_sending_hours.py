from datetime import datetime, timedelta
from unittest import TestCase
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules import sending_hours
from rules.sending_hours import Hours

SAO_PAULO, LISBON = ZoneInfo("America/Sao_Paulo"), ZoneInfo("Europe/Lisbon")
WORKDAYS = frozenset(range(5))
OFFICE = Hours(8, 20, WORKDAYS, SAO_PAULO)


class TestSendingHours(TestCase):
    def test_a_table_of_cases(self):
        """P4: between two hours on chosen days, in the time of the customers."""
        for now, expected in (
            (datetime(2026, 3, 2, 10, 59), datetime(2026, 3, 2, 11)),
            (datetime(2026, 3, 2, 11), None),
            (datetime(2026, 3, 2, 22, 59, 59), None),
            (datetime(2026, 3, 2, 23), datetime(2026, 3, 3, 11)),
            # In Sao Paulo it is Friday still.
            (datetime(2026, 3, 7, 1), datetime(2026, 3, 9, 11)),
            (datetime(2026, 3, 8, 12), datetime(2026, 3, 9, 11)),
        ):
            with self.subTest(now=now):
                self.assertEqual(sending_hours.goes_on(OFFICE, now=now), expected)

    def test_the_whole_day(self):
        hours = Hours(0, 24, WORKDAYS, LISBON)
        self.assertIsNone(
            sending_hours.goes_on(hours, now=datetime(2026, 3, 2, 23, 59))
        )
        self.assertEqual(
            sending_hours.goes_on(hours, now=datetime(2026, 3, 7)),
            datetime(2026, 3, 9),
        )

    def test_clocks_are_put_forward_over_it(self):
        """On 29 March in Lisbon there is no time between one and two."""
        hours = Hours(1.25, 1.75, frozenset({6}), LISBON)
        found = sending_hours.goes_on(hours, now=datetime(2026, 3, 28, 12))
        self.assertIsNone(sending_hours.goes_on(hours, now=found))

    def test_no_hours_to_send_in(self):
        for start, end, days, problem in (
            (8, 20, WORKDAYS, None),
            (0, 24, WORKDAYS, None),
            (8, 8, WORKDAYS, "span"),
            (22, 6, WORKDAYS, "span"),
            (-1, 6, WORKDAYS, "span"),
            (8, 24.5, WORKDAYS, "span"),
            (8, 20, frozenset(), "days"),
        ):
            with self.subTest(start=start, end=end):
                self.assertEqual(sending_hours.problem(start, end, days), problem)

    @always_the_same
    @given(
        st.floats(0, 23.5),
        st.floats(0.1, 24),
        st.frozensets(st.integers(0, 6), min_size=1),
        st.sampled_from((SAO_PAULO, LISBON, ZoneInfo("Australia/Lord_Howe"))),
        st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),
    )
    def test_it_goes_on_when_it_may(self, start, length, days, zone, now):
        """Whatever the clocks do, what it says is a moment at which it goes out."""
        end = min(start + length, 24)
        if sending_hours.problem(start, end, days):
            return
        hours = Hours(start, end, days, zone)
        found = sending_hours.goes_on(hours, now=now)
        if found is not None:
            self.assertGreater(found, now)
            self.assertLess(found - now, timedelta(days=sending_hours.FAR))
            self.assertIsNone(sending_hours.goes_on(hours, now=found))

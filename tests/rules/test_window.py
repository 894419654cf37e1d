from datetime import datetime, timedelta
from unittest import TestCase

from rules import window

WROTE = datetime(2026, 3, 2, 9, 30)
DAY = timedelta(hours=24)
SECOND = timedelta(seconds=1)


class TestWindow(TestCase):
    def test_a_table_of_cases(self):
        """C24: 23:59:59 after the customer's message is allowed, 24:00:00 is not."""
        for last_inbound, length, now, expected in (
            (WROTE, DAY, WROTE, True),
            (WROTE, DAY, WROTE + DAY - SECOND, True),
            (WROTE, DAY, WROTE + DAY, False),
            (WROTE, DAY, WROTE + DAY + SECOND, False),
            (None, DAY, WROTE, False),
            (WROTE, None, WROTE + 400 * DAY, True),
            (None, None, WROTE, True),
        ):
            with self.subTest(last_inbound=last_inbound, length=length, now=now):
                self.assertIs(window.is_open(last_inbound, length, now=now), expected)

    def test_closes_one_length_after_the_last_message(self):
        self.assertEqual(window.closes_date(WROTE, DAY), datetime(2026, 3, 3, 9, 30))

    def test_never_closes_where_there_is_no_rule_or_no_message(self):
        self.assertIsNone(window.closes_date(WROTE, None))
        self.assertIsNone(window.closes_date(None, DAY))

    def test_is_closed_from_the_very_moment_it_closes(self):
        closes = window.closes_date(WROTE, DAY)
        self.assertFalse(window.is_open(WROTE, DAY, now=closes))
        self.assertTrue(window.is_open(WROTE, DAY, now=closes - SECOND))

    def test_what_presses(self):
        """I6: two hours and half an hour before it closes are the edges."""
        minute = timedelta(minutes=1)
        for left, expected in (
            (121 * minute, "open"),
            (120 * minute + SECOND, "open"),
            (120 * minute, "closing"),
            (30 * minute + SECOND, "closing"),
            (30 * minute, "last_minutes"),
            (SECOND, "last_minutes"),
            (0 * SECOND, "closed"),
            (-SECOND, "closed"),
        ):
            with self.subTest(left=left):
                found = window.urgency(WROTE + left, now=WROTE)
                self.assertEqual(found, expected)

    def test_nothing_presses_where_no_moment_is_known(self):
        self.assertEqual(window.urgency(None, now=WROTE), "open")

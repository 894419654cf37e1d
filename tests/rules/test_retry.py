from datetime import datetime, timedelta
from unittest import TestCase

from rules import retry

NOW = datetime(2026, 3, 2, 12, 0)
WEEK = timedelta(days=7)
HOUR = timedelta(hours=1)


class TestNextDate(TestCase):
    def test_a_table_of_cases(self):
        for attempts, seconds in (
            (1, 10),
            (2, 30),
            (3, 120),
            (4, 600),
            (5, 1800),
            (6, 3600),
            (7, 3600),
            (100_000, 3600),
        ):
            with self.subTest(attempts=attempts):
                expected = NOW + timedelta(seconds=seconds)
                self.assertEqual(retry.next_date(attempts, now=NOW), expected)


class TestNextFetchDate(TestCase):
    def test_waits_as_any_other_retry(self):
        retry_date = retry.next_fetch_date(NOW, 1, now=NOW)
        self.assertEqual(retry_date, NOW + timedelta(seconds=10))

    def test_is_given_up_when_the_file_will_be_gone(self):
        last_chance = NOW + WEEK - HOUR
        second = timedelta(seconds=1)
        self.assertEqual(
            retry.next_fetch_date(NOW, 50, now=last_chance - second),
            NOW + WEEK - second,
        )
        self.assertIsNone(retry.next_fetch_date(NOW, 50, now=last_chance))

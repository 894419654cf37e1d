"""How often the words of an approved text may be changed."""

import unittest
from datetime import datetime, timedelta

from rules import template_change

FIRST = datetime(2026, 3, 2, 9)
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


class TestTemplateChange(unittest.TestCase):
    def _next(self, changes, now):
        return template_change.next_date(changes, now=now)

    def test_never_changed_is_changed_now(self):
        self.assertIsNone(self._next([], FIRST))

    def test_once_a_day(self):
        self.assertEqual(self._next([FIRST], FIRST + DAY - MINUTE), FIRST + DAY)
        self.assertIsNone(self._next([FIRST], FIRST + DAY))

    def test_ten_times_in_thirty_days(self):
        ten = [FIRST + day * DAY for day in range(10)]
        self.assertEqual(self._next(ten, FIRST + 12 * DAY), FIRST + 30 * DAY)
        self.assertIsNone(self._next(ten, FIRST + 30 * DAY))

    def test_the_order_in_which_they_are_told_is_no_matter(self):
        two = [FIRST + 2 * DAY, FIRST]
        self.assertEqual(self._next(two, FIRST + 2 * DAY + MINUTE), FIRST + 3 * DAY)


if __name__ == "__main__":
    unittest.main()

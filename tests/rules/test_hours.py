from datetime import datetime, timedelta
from unittest import TestCase

from rules import hours

NIGHT = datetime(2026, 3, 2, 22, 0)
SECOND = timedelta(seconds=1)


class TestHours(TestCase):
    def test_a_table_of_cases(self):
        """C13: told outside of working hours, once, unless somebody is there."""
        for is_open, told, answered, expected in (
            (True, None, None, False),
            (False, None, None, True),
            (False, NIGHT - SECOND, None, False),
            (False, NIGHT - timedelta(days=9), None, False),
            (False, None, NIGHT, False),
            (False, None, NIGHT - hours.PRESENCE, False),
            (False, None, NIGHT - hours.PRESENCE - SECOND, True),
            (True, NIGHT, NIGHT, False),
        ):
            with self.subTest(is_open=is_open, told=told, answered=answered):
                told_now = hours.tells(
                    is_open=is_open, told=told, answered=answered, now=NIGHT
                )
                self.assertIs(told_now, expected)

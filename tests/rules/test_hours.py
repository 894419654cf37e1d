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

    def test_what_a_team_is(self):
        """HN8: closed comes before paused, and paused before the queue."""
        for is_open, is_paused, expected in (
            (True, False, "open"),
            (True, True, "paused"),
            (False, True, "closed"),
            (False, False, "closed"),
        ):
            with self.subTest(is_open=is_open, is_paused=is_paused):
                found = hours.situation(is_open=is_open, is_paused=is_paused)
                self.assertEqual(found, expected)

    def test_once_in_each_stretch(self):
        """C13: of a pause, and of their place, once for as long as it lasts."""
        for is_waiting, told, expected in (
            (True, None, True),
            (True, NIGHT - SECOND, True),
            (True, NIGHT, False),
            (True, NIGHT + SECOND, False),
            (False, None, False),
        ):
            with self.subTest(is_waiting=is_waiting, told=told):
                found = hours.tells_anew(is_waiting=is_waiting, told=told, since=NIGHT)
                self.assertIs(found, expected)

    def test_a_place_that_is_worth_a_word(self):
        for place, deals, expected in (
            (1, False, True),
            (2, False, True),
            (1, True, False),
            (2, True, True),
        ):
            with self.subTest(place=place, deals=deals):
                self.assertIs(hours.tells_place(place, deals=deals), expected)

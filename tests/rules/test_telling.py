from datetime import datetime, timedelta
from unittest import TestCase

from rules import telling

NIGHT = datetime(2026, 3, 2, 22, 0)
SECOND = timedelta(seconds=1)


class TestTelling(TestCase):
    def test_a_table_of_cases(self):
        """C13: told outside of working hours, once, unless somebody is there."""
        for told, answered, expected in (
            (None, None, True),
            (NIGHT - SECOND, None, False),
            (NIGHT - timedelta(days=9), None, False),
            (None, NIGHT, False),
            (None, NIGHT - telling.PRESENCE, False),
            (None, NIGHT - telling.PRESENCE - SECOND, True),
        ):
            with self.subTest(told=told, answered=answered):
                is_due = telling.is_due_when_closed(
                    told=told, answered=answered, now=NIGHT
                )
                self.assertIs(is_due, expected)

    def test_what_a_team_is(self):
        """HN8: closed comes before paused, and paused before the queue."""
        for is_open, is_paused, expected in (
            (True, False, "open"),
            (True, True, "paused"),
            (False, True, "closed"),
            (False, False, "closed"),
        ):
            with self.subTest(is_open=is_open, is_paused=is_paused):
                found = telling.situation(is_open=is_open, is_paused=is_paused)
                self.assertEqual(found, expected)

    def test_once_in_each_stretch(self):
        """C13, HN4, HN8: of a pause, and a place, once for as long as it lasts."""
        for told, answered, expected in (
            (None, None, True),
            (NIGHT - SECOND, None, True),
            (NIGHT, None, False),
            (NIGHT + SECOND, None, False),
            (None, NIGHT - SECOND, True),
            (None, NIGHT, False),
            (None, NIGHT + SECOND, False),
            (NIGHT, NIGHT - SECOND, False),
        ):
            with self.subTest(told=told, answered=answered):
                is_due = telling.is_due(told=told, since=NIGHT, answered=answered)
                self.assertIs(is_due, expected)

    def test_a_place_that_is_worth_a_word(self):
        for place, deals, expected in (
            (1, False, True),
            (2, False, True),
            (1, True, False),
            (2, True, True),
        ):
            with self.subTest(place=place, deals=deals):
                self.assertIs(telling.is_place_due(place, deals=deals), expected)

from datetime import datetime, timedelta
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules import operation

NOON, MINUTE = datetime(2026, 3, 2, 12), timedelta(minutes=1)
SECOND = timedelta(seconds=1)


class TestOperation(TestCase):
    def test_until_when(self):
        """By hand: until the moment that was said, or until somebody resumes it."""
        for until, now, expected in (
            (None, NOON, True),
            (NOON, NOON - SECOND, True),
            (NOON, NOON, False),
            (NOON, NOON + SECOND, False),
        ):
            with self.subTest(until=until, now=now):
                self.assertIs(operation.is_paused(until=until, now=now), expected)

    def test_by_itself(self):
        """By rule: nobody was there for as many minutes as the team says."""
        for since, minutes, now, expected in (
            (NOON, 5, NOON + 5 * MINUTE - SECOND, False),
            (NOON, 5, NOON + 5 * MINUTE, True),
            (NOON, 0, NOON + 99 * MINUTE, False),
            (None, 5, NOON + 99 * MINUTE, False),
        ):
            with self.subTest(since=since, minutes=minutes):
                paused = operation.pauses_by_itself(since, minutes=minutes, now=now)
                self.assertIs(paused, expected)

    def test_since_when_nobody_is_there(self):
        for since, available, is_open, expected in (
            (None, 0, True, NOON),
            (NOON - MINUTE, 0, True, NOON - MINUTE),
            (NOON - MINUTE, 1, True, None),
            (NOON - MINUTE, 0, False, None),
        ):
            with self.subTest(since=since, available=available, is_open=is_open):
                found = operation.alone_since(
                    since, available=available, is_open=is_open, now=NOON
                )
                self.assertEqual(found, expected)

    @always_the_same
    @given(
        st.lists(st.tuples(st.integers(0, 2), st.booleans()), max_size=60),
        st.integers(1, 10),
    )
    def test_never_while_somebody_is_there(self, minutes, limit):
        """Looked at every minute: only after so many in a row with nobody there."""
        since, lonely = None, 0
        for count, (available, is_open) in enumerate(minutes):
            now = NOON + count * MINUTE
            since = operation.alone_since(
                since, available=available, is_open=is_open, now=now
            )
            lonely = 0 if available or not is_open else lonely + 1
            paused = operation.pauses_by_itself(since, minutes=limit, now=now)
            self.assertIs(paused, lonely > limit)

import unittest
from datetime import datetime, timedelta

from rules import silence

SAID = datetime(2026, 3, 2, 9, 30)
SECOND = timedelta(seconds=1)
DAY = timedelta(hours=24)

# The table of docs/rules.md: our last message, held since, hours, now, it is over.
TABLE = (
    (SAID, SAID - DAY, 24, SAID, False),
    (SAID, SAID - DAY, 24, SAID + DAY - SECOND, False),
    (SAID, SAID - DAY, 24, SAID + DAY, True),
    (SAID, SAID - DAY, 24, SAID + DAY + SECOND, True),
    (SAID, SAID + SECOND, 24, SAID + DAY, False),
    (SAID, SAID + SECOND, 24, SAID + DAY + SECOND, True),
    (SAID, None, 24, SAID + DAY, True),
    (SAID, SAID - DAY, 0, SAID + 99 * DAY, False),
    (None, SAID, 24, SAID + 99 * DAY, False),
)

# The states of the pieces of our last message, and whether it is yet to arrive.
PIECES = (
    ([], False),
    (["sent"], False),
    (["delivered", "read"], False),
    (["queued"], True),
    (["sent", "sending"], True),
    (["uncertain"], True),
    (["failed"], True),
)


class TestSilence(unittest.TestCase):
    def test_table(self):
        """HN6: not a second before the hours are over."""
        for said, held, hours, now, expected in TABLE:
            with self.subTest(said=said, held=held, hours=hours, now=now):
                answer = silence.is_over(said, held, hours, now=now)
                self.assertEqual(answer, expected)

    def test_what_has_not_arrived(self):
        """HN6: who got nothing from us is not silent."""
        for states, expected in PIECES:
            with self.subTest(states=states):
                self.assertEqual(silence.awaits_us(states), expected)


if __name__ == "__main__":
    unittest.main()

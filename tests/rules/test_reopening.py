import unittest
from datetime import datetime, timedelta

from rules import reopening

FINISHED = datetime(2026, 3, 2, 9, 30)
SECOND = timedelta(seconds=1)
DAY = timedelta(hours=24)

# The table of docs/rules.md: finished, hours, the customer wrote, it is reopened.
TABLE = (
    (FINISHED, 24, FINISHED, True),
    (FINISHED, 24, FINISHED - SECOND, True),
    (FINISHED, 24, FINISHED + DAY - SECOND, True),
    (FINISHED, 24, FINISHED + DAY, False),
    (FINISHED, 24, FINISHED + DAY + SECOND, False),
    (FINISHED, 0, FINISHED, False),
    (None, 24, FINISHED, False),
)


class TestReopening(unittest.TestCase):
    def test_table(self):
        for finished, hours, wrote, expected in TABLE:
            with self.subTest(finished=finished, hours=hours, wrote=wrote):
                answer = reopening.reopens(finished, hours, wrote=wrote)
                self.assertEqual(answer, expected)


if __name__ == "__main__":
    unittest.main()

import unittest
from datetime import datetime, timedelta

from rules import leaving

NOW = datetime(2026, 3, 2, 12)
HOUR = timedelta(hours=1)
# As in docs/rules.md.
BY_NEED = [
    leaving.Held(9, waits=True, closes=NOW + HOUR),
    leaving.Held(8, waits=True, closes=NOW + 2 * HOUR),
    leaving.Held(7, waits=True),
    leaving.Held(6, waits=False, closes=NOW + timedelta(minutes=1)),
]


class TestLeaving(unittest.TestCase):
    def test_who_waits_comes_first_then_whose_window_closes(self):
        self.assertEqual(leaving.by_need(reversed(BY_NEED)), BY_NEED)

    def test_the_older_conversation_comes_first_where_nothing_else_tells(self):
        older, younger = leaving.Held(1), leaving.Held(2)
        self.assertEqual(leaving.by_need([younger, older]), [older, younger])


if __name__ == "__main__":
    unittest.main()

import unittest

from rules import heirs

SUPPORT = frozenset({"support"})


class TestHeirs(unittest.TestCase):
    def test_nobody_of_the_team_means_the_queue(self):
        self.assertEqual(heirs.suggest(["support"], []), [None])

    def test_the_least_busy_comes_first(self):
        busy = heirs.Colleague(1, SUPPORT, held=3)
        idle = heirs.Colleague(2, SUPPORT, held=0)
        self.assertEqual(heirs.suggest(["support"], [busy, idle]), [2])

    def test_nobody_gets_more_than_their_maximum(self):
        full = heirs.Colleague(1, SUPPORT, held=2, limit=3)
        self.assertEqual(heirs.suggest(["support"] * 2, [full]), [1, None])


if __name__ == "__main__":
    unittest.main()

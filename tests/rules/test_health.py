from itertools import pairwise
from unittest import TestCase

from rules.health import ABILITIES, Standing, worsened


class TestHealth(TestCase):
    def test_a_table_of_cases(self):
        """C13: administrators hear of what got worse, once."""
        for before, after, expected in (
            (("green", "available"), ("red", "available"), "quality"),
            (("yellow", "available"), ("red", "available"), "quality"),
            (("", "available"), ("red", "available"), "quality"),
            (("red", "available"), ("red", "available"), None),
            (("green", "available"), ("yellow", "available"), None),
            (("red", "available"), ("green", "available"), None),
            (("green", "available"), ("green", "limited"), "limited"),
            (("green", "limited"), ("green", "blocked"), "blocked"),
            (("green", "available"), ("red", "blocked"), "blocked"),
            (("green", "blocked"), ("green", "limited"), None),
            (("green", "blocked"), ("red", "limited"), "quality"),
            (("green", "blocked"), ("green", "available"), None),
        ):
            with self.subTest(before=before, after=after):
                self.assertEqual(
                    worsened(Standing(*before), Standing(*after)), expected
                )

    def test_every_step_down_is_told(self):
        for better, worse in pairwise(ABILITIES):
            told = worsened(Standing("green", better), Standing("green", worse))
            self.assertEqual(told, worse)

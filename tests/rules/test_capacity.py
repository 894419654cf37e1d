from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules import capacity


class TestCapacity(TestCase):
    @always_the_same
    @given(st.integers(0, 40), st.integers(1, 10))
    def test_taking_while_there_is_room_never_exceeds(self, arrivals, maximum):
        """H19: with N never more than N, and exactly N where enough arrive."""
        held = 0
        for _arrival in range(arrivals):
            held += capacity.has_room(load=held, weight=1, maximum=maximum)
        self.assertEqual(held, min(arrivals, maximum))

    def test_zero_is_no_limit(self):
        """H19: 0 always has room."""
        self.assertTrue(capacity.has_room(load=10**6, weight=1, maximum=0))

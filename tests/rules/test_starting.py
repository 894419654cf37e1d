from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules.starting import Wish, lack, obstacle, read

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


class TestObstacle(TestCase):
    def test_a_table_of_cases(self):
        """CN2: whoever is talking to the customer already goes first."""
        for state, is_mine, is_my_queue, expected in (
            (None, False, False, None),
            ("in_progress", True, False, "mine"),
            ("in_progress", False, False, "held"),
            ("in_progress", False, True, "held"),
            ("waiting", False, True, "waiting"),
            ("waiting", False, False, "queued"),
        ):
            with self.subTest(state=state, is_mine=is_mine, is_my_queue=is_my_queue):
                found = obstacle(state, is_mine=is_mine, is_my_queue=is_my_queue)
                self.assertEqual(found, expected)


class TestLack(TestCase):
    def test_a_table_of_cases(self):
        """C24: outside of the window a template is the only way."""
        for is_free, category, has_text, is_opted_out, expected in (
            (True, None, False, False, None),
            (True, None, True, False, None),
            (True, None, True, True, None),
            (True, "utility", False, False, None),
            (True, "utility", True, False, "both"),
            (True, "marketing", False, True, "opted_out"),
            (False, None, False, False, "template"),
            (False, None, True, False, "template"),
            (False, "utility", False, False, None),
            (False, "utility", False, True, None),
            (False, "marketing", False, False, None),
            (False, "marketing", False, True, "opted_out"),
        ):
            case = {
                "is_free": is_free,
                "category": category,
                "has_text": has_text,
                "is_opted_out": is_opted_out,
            }
            with self.subTest(**case):
                self.assertEqual(lack(**case), expected)


class TestRead(TestCase):
    @always_the_same
    @given(ANYTHING)
    def test_whatever_comes_is_understood_or_left_out(self, asked):
        self.assertIsInstance(read(asked), Wish)

    @always_the_same
    @given(st.dictionaries(st.sampled_from(sorted(Wish().__dict__)), ANYTHING))
    def test_what_is_read_can_be_stored(self, asked):
        wish = read(asked)
        for text in (wish.number, wish.name, wish.subject, wish.text):
            self.assertNotIn("\0", text)
            text.encode()
        for value in wish.values.values():
            self.assertIsInstance(value, str)
        self.assertGreaterEqual(wish.partner_id, 0)
        self.assertLess(wish.team_id, 2**31)

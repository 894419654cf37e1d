import unittest

from hypothesis import given
from hypothesis import strategies as st

from rules import cells


class TestCells(unittest.TestCase):
    @given(
        st.sampled_from(cells.SKIPPED + "x"), st.sampled_from(cells.FORMULAS), st.text()
    )
    def test_no_cell_is_a_formula(self, space, sign, text):
        """SN4: whatever it begins with, spaces or not."""
        typed = f"{space}{sign}{text}"
        if space != "x":
            self.assertEqual(cells.neutral(typed), f"'{typed}")

    @given(st.text(alphabet=st.characters(categories=["L", "N"])))
    def test_words_stay(self, text):
        """SN4: what is no formula is as it was typed."""
        self.assertEqual(cells.neutral(text), text)

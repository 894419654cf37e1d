import unittest

from rules import rating


class TestRating(unittest.TestCase):
    def test_what_may_be_said(self):
        """S21: one of five marks, with or without a comment that fits."""
        for mark in rating.MARKS:
            for remark in ("", "Rápido", "x" * rating.LONGEST):
                self.assertIsNone(rating.problem(mark, remark))

    def test_what_may_not(self):
        """S21, HM6: nothing that no form of ours offers."""
        for mark, remark, problem in (
            ("", "", "missing"),
            ("", "x" * 9999, "missing"),
            ("0", "", "invalid"),
            ("6", "", "invalid"),
            ("5.0", "", "invalid"),
            ("٣", "", "invalid"),
            ("5", "x" * (rating.LONGEST + 1), "too_long"),
        ):
            with self.subTest(mark=mark):
                self.assertEqual(rating.problem(mark, remark), problem)

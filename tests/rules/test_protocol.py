import re
import unittest
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules import protocol

DAY = date(2026, 3, 2)


class TestProtocol(unittest.TestCase):
    def test_how_a_number_begins(self):
        """SN1: letters, digits, a few marks, and the day; nothing a page would run."""
        for typed, expected in (
            ("", True),
            ("%(year)s%(month)s%(day)s", True),
            ("SAC-%(y)s/", True),
            ("A.b_c-1/", True),
            ("%(doy)s-%(woy)s-", True),
            ("x" * protocol.LONGEST, True),
            ("x" * (protocol.LONGEST + 1), False),
            ("%(yaer)s", False),
            ("%(h24)s", False),
            ("%s", False),
            ("100%", False),
            ("a b", False),
            ("Ação", False),
            ("<b>", False),
            ("a\n", False),
        ):
            with self.subTest(typed=typed):
                self.assertEqual(protocol.is_beginning(typed), expected)

    def test_what_a_number_looks_like(self):
        for beginning, digits, expected in (
            ("%(year)s%(month)s%(day)s", 6, "20260302000001"),
            ("SAC-%(y)s/", 4, "SAC-26/0001"),
            ("%(doy)s-%(woy)s-", 1, "061-09-1"),
            ("", 12, "000000000001"),
        ):
            with self.subTest(beginning=beginning):
                self.assertEqual(protocol.example(beginning, digits, DAY), expected)

    @always_the_same
    @given(
        st.text(max_size=80),
        st.sampled_from([*protocol.DIGITS]),
        st.dates(date(2020, 1, 1), date(2090, 1, 1)),
    )
    def test_what_passes_makes_a_plain_number(self, beginning, digits, day):
        """SN1: whatever was typed, nothing but letters, digits and marks comes out."""
        if protocol.is_beginning(beginning):
            number = protocol.example(beginning, digits, day)
            self.assertRegex(number, re.compile(r"\A[A-Za-z0-9./_-]+\Z"))
            self.assertTrue(number.endswith("1"))

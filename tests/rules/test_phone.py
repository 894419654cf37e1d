from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules.phone import spellings, written

COUNTRIES = st.sampled_from(["+55", "+52", "+54", "+55319", "+5511", "+521", "+549"])
NUMBERS = st.builds(str.__add__, COUNTRIES, st.text("0123456789", max_size=11))


class TestWritten(TestCase):
    def test_a_table_of_cases(self):
        for number, shown in (
            ("+553187654321", "+55 31 98765-4321"),
            ("+5531987654321", "+55 31 98765-4321"),
            ("+50255501234", "+502 5550 1234"),
            ("+1", "+1"),
            ("BR.123", "BR.123"),
        ):
            with self.subTest(number):
                self.assertEqual(written(number), shown)


class TestSpellings(TestCase):
    def test_a_table_of_cases(self):
        for number, other in (
            ("+5531987654321", "+553187654321"),
            ("+553187654321", "+5531987654321"),
            ("+5511961234567", "+551161234567"),
            ("+5511951234567", None),
            ("+551131234567", None),
            ("+551151234567", None),
            ("+5523912345678", None),
            ("+5520987654321", None),
            ("+55319876543210", None),
            ("+5215512345678", "+525512345678"),
            ("+525512345678", "+5215512345678"),
            ("+521551234567", None),
            ("+5491123456789", "+541123456789"),
            ("+541123456789", "+5491123456789"),
            ("+5494123456789", None),
            ("+14155550123", None),
            ("5531987654321", None),
            ("", None),
        ):
            with self.subTest(number=number):
                expected = (number, other) if other else (number,)
                self.assertEqual(spellings(number), expected)

    @always_the_same
    @given(NUMBERS)
    def test_each_spelling_leads_to_the_same_person(self, number):
        for spelling in spellings(number):
            self.assertEqual(set(spellings(spelling)), set(spellings(number)))

    @always_the_same
    @given(st.text())
    def test_a_number_is_its_own_first_spelling(self, number):
        self.assertEqual(spellings(number)[0], number)

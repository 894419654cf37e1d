import re
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules.phone import candidates, endings, read, spellings, written

COUNTRIES = st.sampled_from(["+55", "+52", "+54", "+55319", "+5511", "+521", "+549"])
NUMBERS = st.builds(str.__add__, COUNTRIES, st.text("0123456789", max_size=11))


SHOWN = re.compile(r"\+\d{5,15}", re.ASCII)
SIGNS = "+0123456789 ()-./x;#,e٣９\u202a\u00a0\x00"


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


class TestRead(TestCase):
    def test_a_table_of_cases(self):
        """P17: a number is understood as it is written where the person is."""
        for typed, region, number in (
            ("+55 11 98765-4321", None, "+5511987654321"),
            ("(11) 98765-4321", "BR", "+5511987654321"),
            ("011 98765-4321", "BR", "+5511987654321"),
            ("5511987654321", "BR", "+5511987654321"),
            ("(11) 8765-4321", "BR", "+5511987654321"),
            ("+55 11 8765-4321", "PT", "+5511987654321"),
            ("+521 55 1234 5678", None, "+525512345678"),
            ("+44 (0)20 7946 0123", None, "+442079460123"),
            ("0044 20 7946 0123", "BR", "+442079460123"),
            ("٠٥٠ ١٢٣ ٤٥٦٧", "AE", "+971501234567"),
            ("＋５５ 11 98765‐4321", None, "+5511987654321"),
            ("\u202a+55 11 98765-4321\u202c", None, "+5511987654321"),
            ("tel:+55-11-98765-4321", None, "+5511987654321"),
            ("+39 06 698 82345", None, "+390669882345"),
            ("98765-4321", "BR", None),
            ("11 98765-4321", "US", None),
            ("11 98765-4321", "XX", None),
            ("11 98765-4321", None, None),
            ("998 90 123 45 67", "BR", None),
            ("+55 11 98765-4321 x12", "BR", None),
            ("+55 11 98765-4321;ext=12", "BR", None),
            ("+55 11 98765-4321 #12", "BR", None),
            ("+55 11 98765-4321,12", "BR", None),
            ("+55 11 98765-4321\n+55 11 98765-4322", "BR", None),
            ("1-800-FLOWERS", "US", None),
            ("+1 900 555 0123", None, None),
            ("+1 800 356 9377", None, None),
            ("190", "BR", None),
            ("++5511987654321", None, None),
            ("55+11987654321", "BR", None),
            ("11 98765-4321\x00", "BR", None),
            ("", "BR", None),
            (None, "BR", None),
            (5511987654321, "BR", None),
        ):
            with self.subTest(typed=typed, region=region):
                self.assertEqual(read(typed, region), number)

    @always_the_same
    @given(st.text(SIGNS, max_size=45), st.sampled_from(["BR", "US", "AR", None]))
    def test_what_was_read_reads_as_itself(self, typed, region):
        """P17: a number that is kept needs no second reading."""
        number = read(typed, region)
        if number is not None:
            self.assertRegex(number, SHOWN)
            self.assertEqual(read(number, None), number)


class TestCandidates(TestCase):
    def test_a_table_of_cases(self):
        """P21: any usual spelling leads to the number, in each country of the house."""
        sao_paulo = ("+5511987654321", "+551187654321")
        for typed, regions, numbers in (
            ("+55 11 98765-4321", (), sao_paulo),
            ("+55 11 8765-4321", ("US",), sao_paulo),
            ("11 98765-4321", ("BR",), sao_paulo),
            ("11 8765-4321", ("PT", "BR"), sao_paulo),
            ("0055 11 98765-4321", ("BR",), sao_paulo),
            ("5511987654321", ("BR",), sao_paulo),
            ("5511987654321", ("AE", "US"), sao_paulo),
            ("5511987654321", (), sao_paulo),
            ("tel:+5511987654321", (), sao_paulo),
            ("TEL:11987654321", ("BR",), sao_paulo),
            ("٠٥٠١٢٣٤٥٦٧", ("AE",), ("+971501234567",)),
            ("11 2345-6789", ("AR",), ("+541123456789", "+5491123456789")),
            ("415 555 0123", ("US", "CA", "US"), ("+14155550123",)),
            ("912345678", ("PT", "AO"), ("+351912345678", "+244912345678")),
            ("ana@example.com", ("BR",), ()),
            ("11987654321@example.com", ("BR",), ()),
            ("ana", ("BR",), ()),
            ("admin1", ("BR",), ()),
            ("12345", ("BR",), ()),
            ("11 98765-4321 x12", ("BR",), ()),
            ("11 98765-4321;ext=1", ("BR",), ()),
            ("1" * 17, ("BR",), ()),
            ("1" * 41, ("BR",), ()),
            ("11 98765-4321" + " " * 30, ("BR",), ()),
            ("", ("BR",), ()),
            (" ", ("BR",), ()),
            ("+", ("BR",), ()),
            ("11987654321", ("", "XX", None), ()),
            (None, ("BR",), ()),
            (11987654321, ("BR",), ()),
            ({"a": 1}, ("BR",), ()),
        ):
            with self.subTest(typed=typed, regions=regions):
                self.assertEqual(candidates(typed, regions), numbers)

    @always_the_same
    @given(st.text(st.characters(exclude_categories=())))
    def test_words_are_nobody(self, typed):
        """P21: whatever is typed, the answer is a list of numbers."""
        for number in candidates(typed, ["BR", "US"]):
            self.assertRegex(number, SHOWN)

    @always_the_same
    @given(st.text("0123456789", min_size=8, max_size=8), st.sampled_from(["+", ""]))
    def test_who_gave_a_number_comes_in_with_it(self, rest, mark):
        """P21: the number that was kept is among those that it may mean."""
        for typed in (f"{mark}55119{rest}", f"{mark}55 31 {rest}", f"11 9{rest}"):
            number = read(typed, "BR")
            if number is not None:
                self.assertIn(number, candidates(typed, ["BR"]))
                self.assertIn(number, candidates(written(number), ["US"]))


class TestEndings(TestCase):
    def test_a_table_of_cases(self):
        for typed, found in (
            ("11987654321", ("11987654321", "1187654321")),
            ("1187654321", ("1187654321", "11987654321")),
            ("5511987654321", ("5511987654321", "551187654321")),
            ("+55 (11) 98765-4321", ("5511987654321", "551187654321")),
            ("0055 11 98765 4321", ("5511987654321", "551187654321")),
            ("98765-4321", ("987654321", "87654321")),
            ("8765-4321", ("87654321",)),
            ("5215512345678", ("5215512345678", "525512345678")),
            ("5555 1234", ("55551234",)),
            ("54321", ("54321",)),
            ("4321", ()),
            ("Ana", ()),
            ("", ()),
            (None, ()),
        ):
            with self.subTest(typed):
                self.assertEqual(endings(typed), found)

    @given(st.text())
    def test_only_digits_are_ever_looked_for(self, typed):
        for ending in endings(typed):
            self.assertRegex(ending, r"\A[0-9]{5,17}\Z")

    @given(NUMBERS)
    def test_a_number_is_found_by_itself(self, number):
        for ending in endings(number):
            spelled = [one[1:] for one in spellings(number)]
            self.assertIn(ending, spelled)

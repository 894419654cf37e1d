from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from common import always_the_same
from rules import acceptance

WRITTEN = {
    "first_name": "Ana",
    "last_name": "Souza",
    "country": "BR",
    "phone": "31 98765-0001",
    "kind": "personal",
}


class TestAcceptance(TestCase):
    def test_what_is_written_well_has_no_problem(self):
        newcomer = acceptance.read(WRITTEN)
        self.assertEqual(newcomer, ("Ana", "Souza", "+5531987650001", "personal"))
        self.assertEqual(acceptance.problems(newcomer), ())

    def test_each_field_is_asked_for_by_its_own_name(self):
        for field in acceptance.FIELDS:
            with self.subTest(field):
                newcomer = acceptance.read(WRITTEN | {field: ""})
                self.assertEqual(acceptance.problems(newcomer), (field,))

    def test_a_form_without_fields_has_all_problems(self):
        newcomer = acceptance.read({})
        self.assertEqual(acceptance.problems(newcomer), acceptance.FIELDS)

    def test_a_number_with_its_country_code_needs_no_country(self):
        form = WRITTEN | {"country": "", "phone": "+351 912 345 678"}
        self.assertEqual(acceptance.read(form).number, "+351912345678")

    def test_an_unknown_country_is_no_country(self):
        self.assertIsNone(acceptance.read(WRITTEN | {"country": "ZZ"}).number)

    def test_a_name_in_any_script_is_a_name(self):
        for name in ("李", "Ólafur", "سارا", "Đặng", "O'Neill", "می\u200cنا"):
            with self.subTest(name):
                self.assertEqual(acceptance.read_name(name), name)

    def test_a_name_without_a_letter_is_none(self):
        for typed in ("", "   ", "\u3000", "...", "12", "\u200d", "🙂"):
            with self.subTest(typed):
                self.assertIsNone(acceptance.read_name(typed))

    def test_what_turns_the_direction_of_writing_is_left_out(self):
        self.assertEqual(acceptance.read_name("\u202eAna\u2069"), "Ana")

    @always_the_same
    @given(st.text(alphabet=st.characters(), max_size=90))
    def test_a_name_that_was_read_reads_the_same_again(self, typed):
        name = acceptance.read_name(typed)
        if name is not None:
            self.assertEqual(acceptance.read_name(name), name)
            self.assertLessEqual(len(name), acceptance.NAME_LIMIT)

    def test_a_password_is_as_long_as_allowed_and_no_longer(self):
        limit = acceptance.PASSWORD_LIMIT
        self.assertTrue(acceptance.is_password("x" * limit))
        self.assertFalse(acceptance.is_password("x" * (limit + 1)))

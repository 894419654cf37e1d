from dataclasses import fields
from itertools import product
from unittest import TestCase

from rules.letter import Letter, answer

NAMES = [field.name for field in fields(Letter)]


class TestLetter(TestCase):
    def test_a_table_of_cases(self):
        for known, expected in (
            ("", "note"),
            ("is_automatic", "machine"),
            ("is_automatic is_vouched_for is_of_reader", "machine"),
            ("is_automatic is_vouched_for is_of_customer is_over", "machine"),
            ("is_of_reader", "note"),
            ("is_of_customer", "note"),
            ("is_of_customer is_over", "note"),
            ("is_vouched_for", "note"),
            ("is_vouched_for is_over", "note"),
            ("is_vouched_for is_of_reader", "ours"),
            ("is_vouched_for is_of_reader is_over", "ours"),
            ("is_vouched_for is_of_customer", "customer"),
            ("is_vouched_for is_of_customer is_over", "refused"),
            ("is_vouched_for is_of_reader is_of_customer", "customer"),
        ):
            with self.subTest(known=known):
                letter = Letter(**dict.fromkeys(known.split(), True))
                self.assertEqual(answer(letter), expected)

    def test_nobody_is_believed_for_an_address(self):
        """Whatever else is known: without our server's word it is nobody's."""
        for known in product((True, False), repeat=len(NAMES)):
            letter = Letter(**dict(zip(NAMES, known, strict=True)))
            if not letter.is_vouched_for:
                self.assertIn(answer(letter), ("machine", "note"))

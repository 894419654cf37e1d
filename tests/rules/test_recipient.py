from unittest import TestCase

from rules.recipient import Candidate, problem


class TestRecipient(TestCase):
    def test_a_table_of_cases(self):
        """P4: opt-outs and everybody else who gets none are named, with one reason."""
        for facts, reason in (
            ({}, None),
            ({"is_colleague": True}, "colleague"),
            ({"is_of_other_company": True}, "other_company"),
            ({"is_addressable": False}, "no_number"),
            ({"is_listed": True}, "duplicate"),
            ({"is_opted_out": True}, "opted_out"),
            ({"is_unreachable": True}, "no_network"),
            ({"is_colleague": True, "is_addressable": False}, "colleague"),
            ({"is_listed": True, "is_opted_out": True}, "duplicate"),
            ({"is_opted_out": True, "is_unreachable": True}, "opted_out"),
        ):
            with self.subTest(facts=facts):
                self.assertEqual(problem(Candidate(**facts)), reason)

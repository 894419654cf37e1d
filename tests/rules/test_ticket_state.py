import unittest
from itertools import product

from rules import ticket_state

STATES = ("new", "in_progress", "waiting", "finished")
FOLLOWS = {
    ("new", "in_progress"),
    ("new", "waiting"),
    ("new", "finished"),
    ("in_progress", "waiting"),
    ("in_progress", "finished"),
    ("waiting", "in_progress"),
    ("waiting", "finished"),
    ("finished", "in_progress"),
}


class TestTicketState(unittest.TestCase):
    def test_what_may_follow(self):
        """S21: nothing follows itself, and what is finished only reopens."""
        for state, wanted in product(STATES, STATES):
            with self.subTest(state=state, wanted=wanted):
                may = ticket_state.may_follow(state, wanted)
                self.assertEqual(may, (state, wanted) in FOLLOWS)

    def test_where_its_clock_stands_still(self):
        """SN3: while it is finished, and while it waits where the company lets it."""
        for state, is_held, expected in (
            ("new", True, False),
            ("in_progress", True, False),
            ("waiting", True, True),
            ("waiting", False, False),
            ("finished", True, True),
            ("finished", False, True),
        ):
            with self.subTest(state=state, is_held=is_held):
                held = ticket_state.holds_clock(state, is_held_for_customer=is_held)
                self.assertEqual(held, expected)

    def test_after_the_customer_wrote(self):
        """S21: what waited goes on; what is finished reopens, or refuses the word."""
        for state, reopens, expected in (
            ("new", True, "new"),
            ("in_progress", True, "in_progress"),
            ("waiting", True, "in_progress"),
            ("finished", True, "in_progress"),
            ("new", False, "new"),
            ("in_progress", False, "in_progress"),
            ("waiting", False, "in_progress"),
            ("finished", False, None),
        ):
            with self.subTest(state=state, reopens=reopens):
                after = ticket_state.after_reply(state, reopens=reopens)
                self.assertEqual(after, expected)

    def test_what_goes_on_may_follow(self):
        """What a reply makes of a request is a state that may follow where it was."""
        for state in STATES:
            after = ticket_state.after_reply(state, reopens=True)
            self.assertTrue(after == state or ticket_state.may_follow(state, after))

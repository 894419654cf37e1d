import dataclasses
import unittest

from rules.transfer import LONGEST_NOTE, Handover, Standing, problem

SUPPORT, SALES, FINANCE = 1, 2, 3
ANA, BIA, CAIO, EVA, NOBODY = 10, 11, 12, 13, 99
AT = Standing(
    team=SUPPORT,
    holder=ANA,
    destinations=frozenset({SALES}),
    people={
        ANA: frozenset({SUPPORT}),
        BIA: frozenset({SUPPORT}),
        CAIO: frozenset({SALES}),
        EVA: frozenset({FINANCE}),
    },
)

# The table of docs/rules.md: team, person, what speaks against it.
TABLE = (
    (None, None, "nowhere"),
    (SALES, None, None),
    (SUPPORT, None, "same_team"),
    (FINANCE, None, "team"),
    (None, ANA, "holder"),
    (None, BIA, None),
    (None, CAIO, None),
    (None, EVA, "outside"),
    (None, NOBODY, "person"),
    (SALES, CAIO, None),
    (SALES, BIA, "outside"),
    (SUPPORT, BIA, None),
    (FINANCE, EVA, "team"),
)


class TestTransfer(unittest.TestCase):
    def test_table(self):
        for team, user, expected in TABLE:
            with self.subTest(team=team, user=user):
                self.assertEqual(problem(Handover(team, user), AT), expected)

    def test_a_team_without_a_list_lets_it_go_to_anybody(self):
        free = dataclasses.replace(AT, is_restricted=False)
        self.assertIsNone(problem(Handover(user=EVA), free))

    def test_without_departments_no_team_is_named(self):
        general = dataclasses.replace(AT, uses_departments=False)
        self.assertEqual(problem(Handover(team=SALES), general), "team")
        self.assertIsNone(problem(Handover(user=EVA), general))

    def test_a_note_where_one_is_needed(self):
        strict = dataclasses.replace(AT, needs_note=True)
        self.assertEqual(problem(Handover(user=BIA), strict), "note")
        self.assertIsNone(problem(Handover(user=BIA, note="why"), strict))

    def test_a_note_at_its_longest(self):
        self.assertIsNone(problem(Handover(user=BIA, note="x" * LONGEST_NOTE), AT))
        longer = Handover(user=BIA, note="x" * (LONGEST_NOTE + 1))
        self.assertEqual(problem(longer, AT), "long")


if __name__ == "__main__":
    unittest.main()

from itertools import compress, product
from unittest import TestCase

from rules.informed import Colleague, whom

ANA = Colleague(1, is_responsible=True)
BIA = Colleague(2, may_take_it=True)
BOSS = Colleague(3, may_read_it=True)
CHIEF = Colleague(4, may_read_it=True, looks_after_it=True)
# Looks after the team, without the right to read what another one has.
NEW = Colleague(5, looks_after_it=True)


class TestInformed(TestCase):
    def test_a_table_of_cases(self):
        """S21, SN3: the customer wrote, it is due soon, it is late."""
        for there, is_taken, told, warned, breached in (
            ([ANA, BIA, BOSS, CHIEF], True, [ANA], [ANA], [CHIEF]),
            ([ANA, BIA, BOSS], True, [ANA], [ANA], [ANA]),
            # Whoever is responsible answers no more.
            ([BIA, BOSS, CHIEF], True, [CHIEF], [CHIEF], [CHIEF]),
            ([BIA, BOSS], True, [BOSS], [BOSS], [BOSS]),
            ([BIA], True, [], [], []),
            # Nobody has taken it.
            ([BIA, BOSS, CHIEF], False, [BIA], [CHIEF], [CHIEF]),
            ([BIA, BOSS, NEW], False, [BIA], [BIA], [BIA]),
            ([BOSS, CHIEF], False, [CHIEF], [CHIEF], [CHIEF]),
            ([BOSS, NEW], False, [BOSS], [BOSS], [BOSS]),
            ([], False, [], [], []),
        ):
            for event, expected in (
                ("told", told),
                ("warned", warned),
                ("breached", breached),
            ):
                with self.subTest(event, there=there, is_taken=is_taken):
                    ids = whom(event, there, is_taken=is_taken)
                    self.assertEqual(ids, [one.id for one in expected])

    def test_nobody_who_may_not_read_it(self):
        """H10: whoever is there, whatever happens."""
        everybody = [ANA, BIA, BOSS, CHIEF, NEW]
        for chosen, is_taken in product(
            product((True, False), repeat=5), (True, False)
        ):
            there = [*compress(everybody, chosen)]
            readers = [one.id for one in there if self._reads(one, is_taken)]
            for event in ("told", "warned", "breached"):
                ids = whom(event, there, is_taken=is_taken)
                self.assertLessEqual(set(ids), set(readers))
                self.assertEqual(bool(ids), bool(readers))

    def _reads(self, one, is_taken):
        waits_for_them = one.may_take_it and not is_taken
        return one.is_responsible or one.may_read_it or waits_for_them

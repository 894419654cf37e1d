import hashlib

from odoo.exceptions import AccessError, UserError

from .evidence_case import DAY, FRIDAY, MONDAY, EvidenceCase
from .nr17_case import HOUR, MINUTE


class TestEvidence(EvidenceCase):
    def test_a_day_as_it_was(self):
        """I4: each rest and meal, planned and real, and nothing of the body."""
        self._kept()
        made = self._document()
        self.assertEqual(
            self._told(made),
            [
                (2, "Rest", "09:10", "09:20", 10, "Kept"),
                (2, "Meal", "10:00", "10:25", 25, "Kept"),
                (2, "Rest", "11:20", "11:32", 12, "Kept"),
            ],
        )
        [person] = made.people
        self.assertEqual(person.lines[1].planned, 60)
        self.assertEqual(person.lines[0].shift, "08:00–14:00")
        self.assertIn("Rests kept: 2, missing: 0. Meals kept: 1", person.sums)
        self.assertNotIn("Particular", str(made))

    def test_what_is_missing(self):
        """I4: too short, at the wrong hour, and not at all; absent days are not."""
        self.company.pact_nr17 = False
        pauses = (
            (self.rest, 20 * MINUTE, 10 * MINUTE),
            (self.rest, 90 * MINUTE, 9 * MINUTE),
        )
        self._work(pauses=pauses)
        self.assertEqual(
            [
                (kind, verdict)
                for _d, kind, *_h, verdict in self._told(self._document())
            ],
            [
                ("Rest", "In the first or last hour"),
                ("Rest", "Too short"),
                ("Rest", "Missing"),
                ("Rest", "Missing"),
                ("Meal", "Missing"),
            ],
        )

    def test_without_hours(self):
        """I4: then the shift is six hours from when they came."""
        self._kept(2 * HOUR, self.bia)
        made = self._document(self.bia)
        self.assertEqual(made.people[0].lines[0].shift, "10:00–16:00")
        self.assertIn("Rests kept: 2, missing: 0", made.people[0].sums)

    def test_a_night_belongs_to_the_day_it_began(self):
        """I4: across midnight, in the time zone of the person."""
        night = self._make_calendar([(0, 4), (22, 24)], range(7))
        self.ana_member.calendar_id = night
        self._work(
            day=14 * HOUR,
            pauses=[(self.rest, HOUR, 10 * MINUTE), (self.rest, 3 * HOUR, 11 * MINUTE)],
        )
        made = self._document(last=MONDAY)
        told = self._told(made)
        self.assertEqual([one[0] for one in told], [2, 2, 2])
        self.assertEqual(told[1][2:4], ("01:00", "01:11"))
        self.assertEqual(made.people[0].lines[0].shift, "22:00–04:00")

    def test_the_checksum(self):
        """I4: the same data gives the same, whoever makes it; other data another."""
        self._kept()
        own = self._document()
        theirs = self._document(self.boss, self.ana_member)
        self.assertEqual(own.facts[-1], theirs.facts[-1])
        told = "".join(f"{line}\n" for line in own.data).encode()
        self.assertEqual(own.facts[-1][1], hashlib.sha256(told).hexdigest())
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE pact_availability SET date_to = date_to + interval '1 second'"
            " WHERE rest_kind = 'rest'"
        )
        self.assertNotEqual(self._document().facts[-1], own.facts[-1])

    def test_whose_it_may_be(self):
        """I4, C8: one's own by everybody, others' by who looks after people there."""
        other = self.env["res.company"].create({"name": "Outra"})
        elsewhere = self._make_team("O", other)
        people = {
            role: self._make_member(f"{role}_e_pact", role, self.team)
            for role in ("agent", "manager", "supervisor", "stakeholder", "payments")
        }
        people["stranger"] = self._make_member("o_e_pact", "administrator", elsewhere)
        people["boss"] = self.boss
        for role, user in people.items():
            with self.subTest(role):
                for asked in (
                    {"members": self.ana_member},
                    {"members": self.ana_member | self.bia_member},
                    {"team": self.team},
                ):
                    if role in ("manager", "boss"):
                        self.assertTrue(self._document(user, **asked))
                    else:
                        with self.assertRaises(AccessError):
                            self._document(user, **asked)
                if role != "stranger":
                    made = self._document(user)
                    self.assertEqual(len(made.people), 1)
        with self.assertRaises(AccessError):
            self._document(self._make_user("employee_pact"))

    def test_by_right(self):
        """I4: either right opens it, ticked for one person in one company."""
        for name in ("may_see_team_figures", "may_grant_pauses"):
            user = self._make_member(f"{name}_pact", "supervisor", self.team)
            with self.subTest(name):
                with self.assertRaises(AccessError):
                    self._document(user, self.ana_member)
                option = self.env["pact.right"].search([("code", "=", name)])
                self._member_of(user).option_ids |= option
                self.assertTrue(self._document(user, self.ana_member))

    def test_who_left_is_proven_too(self):
        """I4: an inspector asks for whoever worked then."""
        self._kept()
        self.ana_member.action_remove()
        [person] = self._document(self.boss, self.ana_member).people
        self.assertIn("Rests kept: 2", person.sums)

    def test_periods_that_are_none(self):
        """I4: refused in a sentence."""
        for first, last in (
            (None, FRIDAY),
            (FRIDAY, MONDAY),
            (MONDAY, MONDAY + 366 * DAY),
        ):
            with self.subTest(first=first, last=last), self.assertRaises(UserError):
                self._document(first=first, last=last)

    def test_one_query_of_the_log(self):
        """I4: however many people and days."""
        self._kept()
        self._kept(user=self.bia)
        self.assertEqual(self._cost(self.ana_member | self.bia_member, FRIDAY), 1)

    def _cost(self, members, last):
        self.env.flush_all()
        self.env.invalidate_all()
        queries = []
        with _Listening(self.env.cr, queries):
            self._document(self.boss, members, last=last)
        return sum("FROM pact_availability" in query for query in queries)


class _Listening:
    """Notes what is asked of the database."""

    def __init__(self, cr, queries):
        self.cr, self.queries = cr, queries

    def __enter__(self):
        self.execute = self.cr.execute
        self.cr.execute = self._note

    def __exit__(self, *_error):
        self.cr.execute = self.execute

    def _note(self, query, *args, **kwargs):
        self.queries.append(str(getattr(query, "code", query)))
        return self.execute(query, *args, **kwargs)

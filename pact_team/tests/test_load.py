import random
from datetime import timedelta

from psycopg2.errors import CheckViolation

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..rules import capacity
from .common import PactCase

NOON = "2026-03-02 12:00:00"
JOAO, RITA, NINA = "5531987650002", "5531987650003", "5531987650004"


class LoadCase(PactCase):
    def setUp(self):
        super().setUp()
        self.member = self._member_of(self.ana)

    def _from(self, number):
        return self._write(sender=number)

    def _load(self):
        return self.member._loads()[self.member.id]

    def _give(self, channel, user=None, **values):
        values = {"user_id": self.ana.id, **values}
        call = ("discuss.channel", "action_pact_transfer", channel.ids, values)
        return self._rpc(user or self.boss, *call)


class TestPoints(LoadCase):
    def test_what_an_inbox_counts(self):
        """I12: of a maximum of three, one of two points leaves room for none more."""
        self.member.max_open = 3
        self.inbox.load_points = 2
        first, second = self._from(JOAO), self._from(RITA)
        self._take(first)
        self.assertEqual(self._load(), 2)
        with self.assertRaisesRegex(UserError, "counts 2, and you hold 2 of 3 points"):
            self._take(second)
        self.inbox.load_points = 1.5
        self._take(second)
        self.assertEqual(self._load(), 3)

    def test_what_a_classification_counts(self):
        """I12: what was reopened counts what it was about, before its inbox."""
        hard = self.env["pact.classification"].create(
            {"name": "Hard", "company_id": self.company.id, "load_points": 3}
        )
        held = self._from(JOAO)
        self._take(held)
        held.pact_classification_id = hard
        self.assertEqual(self._load(), 3)
        hard.load_points = 0
        self.assertEqual(self._load(), 1)

    def test_what_waits_for_the_customer(self):
        """I12: whole, half or nothing, as the company says; what comes, whole."""
        self.member.max_open = 1
        held, other = self._from(JOAO), self._from(RITA)
        self._take(held)
        self._answer(held)
        for awaited, load in (("whole", 1), ("half", 0.5), ("nothing", 0)):
            self.company.pact_awaited = awaited
            self.assertEqual(self._load(), load)
            if load:
                with self.assertRaises(UserError):
                    self._take(other)
        self._take(other)
        self.assertEqual(self._load(), 1)
        self._from(JOAO)
        self.assertEqual(self._load(), 2)

    def test_newcomers(self):
        """I12: the maximum grows week by week."""
        self.member.max_open = 6
        self.company.pact_ramp_weeks = 3
        first = self.member.create_date.date()
        for days, most in ((0, 2), (6, 2), (7, 4), (14, 6), (365, 6)):
            today = first + timedelta(days=days)
            self.assertEqual(self.member._maximum(today), most)
        for number in (JOAO, RITA):
            self._take(self._from(number))
        with self.assertRaisesRegex(UserError, "2 conversations already"):
            self._take(self._from(NINA))

    @mute_logger("odoo.sql_db")
    def test_points_that_make_no_sense(self):
        """I12: whole or half, and some; refused by the database."""
        for points in (0, -1, 0.3, 101):
            with (
                self.subTest(points),
                self.assertRaises(CheckViolation),
                self.env.cr.savepoint(),
            ):
                self.inbox.load_points = points
                self.env.flush_all()
            self.env.invalidate_all()

    def test_one_query_for_everybody(self):
        """I12: however many members are asked about."""
        self._take(self._from(JOAO))
        everybody = self.env["pact.member"].search(
            [("company_id", "=", self.company.id)]
        )
        everybody.mapped("user_id"), everybody.mapped("company_id.pact_awaited")
        self.env.flush_all()
        with self.assertQueryCount(1):
            loads = everybody._loads()
        self.assertEqual(loads[self.member.id], 1)
        self.assertEqual(loads[self._member_of(self.bia).id], 0)


@tagged("post_install", "-at_install")
class TestOneReckoning(LoadCase):
    def test_the_database_counts_as_the_rule_says(self):
        """I12: whatever inbox, classification, answer and company come together."""
        drawn = random.Random(20260302)
        held = self._from(JOAO) | self._from(RITA) | self._from(NINA)
        for channel in held:
            self._take(channel)
        kinds = self.env["pact.classification"].create(
            [
                {
                    "name": str(points),
                    "company_id": self.company.id,
                    "load_points": points,
                }
                for points in (0, 0.5, 1, 3)
            ]
        )
        for _case in range(40):
            self.company.pact_awaited = drawn.choice(list(capacity.AWAITED))
            self.inbox.load_points = drawn.choice([0.5, 1, 1.5, 4])
            expected = 0
            for channel in held:
                kind = drawn.choice([kinds.browse(), *kinds])
                is_awaiting = drawn.random() < 0.5
                channel.write(
                    {
                        "pact_classification_id": kind.id,
                        "pact_unanswered_date": not is_awaiting and NOON,
                    }
                )
                expected += capacity.points(
                    kind.load_points or self.inbox.load_points,
                    is_awaiting=is_awaiting,
                    awaited=self.company.pact_awaited,
                )
            self.assertEqual(self._load(), expected)


class TestForcing(LoadCase):
    def setUp(self):
        super().setUp()
        self.member.max_open = 1
        self._take(self._from(JOAO))
        self.other = self._from(RITA)

    def _offer(self, user):
        offer = self._rpc(user, "discuss.channel", "pact_destinations", self.other.ids)
        [told] = [one for one in offer["people"] if one["id"] == self.ana.id]
        return told

    def test_a_manager_forces(self):
        """H19: refused first, given where it is said so, noted on stint and thread."""
        told = self._offer(self.boss)
        self.assertTrue(told["needs_force"])
        self.assertEqual(
            (told["load"], told["max_open"], told["is_full"]), (1, 1, True)
        )
        with self.assertRaisesRegex(UserError, "maximum"):
            self._give(self.other)
        for almost in (1, "true", [True]):
            with self.subTest(almost), self.assertRaises(UserError):
                self._give(self.other, is_forced=almost)
        self._give(self.other, is_forced=True)
        self.assertEqual(self.other.pact_agent_id, self.ana)
        stint = self.other.pact_stint_id
        self.assertEqual((stint.is_forced, stint.by_user_id), (True, self.boss))
        self.assertIn("beyond the maximum", self._said(self.other)[-1].body)

    def test_what_fits_is_not_forced(self):
        """H19: with room, nothing says that it was beyond."""
        self.member.max_open = 2
        self._give(self.other, is_forced=True)
        self.assertFalse(self.other.pact_stint_id.is_forced)
        self.assertNotIn("beyond", self._said(self.other)[-1].body)

    def test_only_who_assigns(self):
        """H19: whoever holds it may transfer, never force; nor the other company."""
        self._take(self.other, self.bia)
        member = self._member_of(self.bia)
        transfer = self.env["pact.right"].search([("code", "=", "may_transfer")])
        member.option_ids = transfer
        self.assertFalse(self._offer(self.bia)["needs_force"])
        with self.assertRaisesRegex(AccessError, "more than their maximum"):
            self._give(self.other, self.bia, is_forced=True)
        stranger = self._make_member(
            "o_pact",
            "administrator",
            self._make_team("O", self.env["res.company"].create({"name": "Outra"})),
        )
        with self.assertRaises(AccessError):
            self._give(self.other, stranger, is_forced=True)

    def test_never_who_pauses_or_is_gone(self):
        """C5, H19: a maximum is forced, a pause is not."""
        for state, words in (
            ("paused", "in a pause"),
            ("away", "away"),
            ("unavailable", "not available"),
        ):
            self.member._become(state)
            with self.subTest(state), self.assertRaisesRegex(UserError, words):
                self._give(self.other, is_forced=True)

    def test_heirs_beyond_their_maximum(self):
        """H19: whoever removes somebody is told who would hold too much."""
        self._take(self.other, self.bia)
        bia = self._member_of(self.bia)
        action = self._rpc(self.boss, "pact.member", "action_open_removal", bia.ids)
        removal = self.env["pact.member.removal"].browse(action["res_id"])
        removal = removal.with_user(self.boss)
        self.assertFalse(removal.warning)
        removal.line_ids.heir_id = self.member.with_user(self.boss)
        self.assertIn("would hold 2 of 1", removal.warning)
        removal.action_remove()
        self.assertEqual(self.other.pact_agent_id, self.ana)
        self.assertTrue(self.other.pact_stint_id.is_forced)

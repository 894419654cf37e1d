"""What somebody may do to the distribution of others: nothing."""

from psycopg2 import IntegrityError

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..report import rest_evidence_pdf
from .distribution_case import DistributionCase


@tagged("post_install", "-at_install")
class TestSideDoorsOfOperations(DistributionCase):
    """A pause of a team is its own company's."""

    def setUp(self):
        super().setUp()
        self.elsewhere = self.env["res.company"].create({"name": "Outra"})
        self.stranger = self._make_member(
            "eva_pact", "administrator", self._make_team("Outra", self.elsewhere)
        )
        self.team._pause("Incêndio")

    def test_no_default_names_the_pause_of_others(self):
        """P7: neither by the context nor by one's own defaults."""
        pause = self.team.pause_id
        defaults = self.env["ir.default"].with_user(self.stranger)
        defaults.set("pact.team", "pause_id", pause.id, user_id=self.stranger.id)
        teams = self.env["pact.team"].with_user(self.stranger)
        vals = {"name": "Furto", "company_id": self.elsewhere.id}
        for context in ({"default_pause_id": pause.id}, {}):
            made = teams.with_context(**context).create(
                vals | {"name": f"Furto {len(context)}"}
            )
            self.assertFalse(made.sudo().pause_id)
            made.action_resume()
        self.assertFalse(pause.date_to)

    def test_no_wizard_tells_the_names_of_others(self):
        """P7: what may not be read is not shown either."""
        for vals in ({"team_id": self.team.id, "reason": "x"},):
            with (
                self.subTest(vals=vals),
                mute_logger("odoo.addons.base.models.ir_rule"),
                self.assertRaises(AccessError),
            ):
                self._rpc(self.stranger, "pact.team.pausing", "create", [vals])


@tagged("post_install", "-at_install")
class TestPoisonedHours(DistributionCase):
    """What cannot be read stops nothing but itself."""

    def test_hours_that_no_clock_shows(self):
        """CN8: core saves them; the others' customers are served all the same."""
        calendar = self.env["resource.calendar"].create(
            {"name": "Impossível", "company_id": self.company.id}
        )
        calendar.attendance_ids.write({"hour_from": 25, "hour_to": 26})
        other = self._make_team("Sales")
        other.write({"method": "round_robin", "calendar_id": calendar.id})
        self.by_ana.calendar_id = calendar
        with mute_logger("odoo.addons.pact_team.models.resource_calendar"):
            given = self._given(1)
        self.assertEqual(given.pact_state, "in_progress")


@tagged("post_install", "-at_install")
class TestTeamsThatAreGone(DistributionCase):
    """What was of one team is not everybody's when it goes."""

    def setUp(self):
        super().setUp()
        self.gone = self._make_team("Extinta")

    def test_a_holiday(self):
        """HN8: the whole company does not stay at home."""
        today = fields.Date.today()
        holiday = self.env["pact.holiday"].create(
            {
                "name": "Deles",
                "date": today,
                "company_id": self.company.id,
                "team_ids": self.gone.ids,
            }
        )
        self.gone.active = False
        self.env.registry.clear_cache()
        self.assertTrue(self.team._is_open(fields.Datetime.now()))
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.cr.savepoint(),
        ):
            self.gone.unlink()
        self.assertEqual(holiday._all_teams(), self.gone)

    def test_a_pause(self):
        """C9: nobody else is offered it."""
        self.env["pact.pause.type"].create(
            {
                "name": "Só deles",
                "company_id": self.company.id,
                "team_ids": self.gone.ids,
            }
        )
        self.gone.active = False
        offered = self.by_ana._pause_types().mapped("name")
        self.assertNotIn("Só deles", offered)


@tagged("post_install", "-at_install")
class TestHeavyHead(DistributionCase):
    def test_next_goes_past_what_nobody_has_room_for(self):
        """U13, I12: the oldest that fits, and a sentence where none does."""
        heavy, light = self._arrive(1), self._arrive(2)
        self.team.method = "dispenser"
        kind = self.env["pact.classification"].create(
            {"name": "Pesada", "company_id": self.company.id, "load_points": 5}
        )
        heavy.pact_classification_id = kind
        self.by_ana.write({"max_open": 3})
        option = self.env["pact.right"].search([("code", "=", "may_dispense")])
        self.by_ana.option_ids += option
        self._rpc(self.ana, "discuss.channel", "action_pact_next")
        self.assertEqual(light.pact_agent_id, self.ana)
        with self.assertRaisesRegex(UserError, "counts 5"):
            self._rpc(self.ana, "discuss.channel", "action_pact_next")


@tagged("post_install", "-at_install")
class TestLongNames(DistributionCase):
    def test_a_line_is_measured_in_few_steps(self):
        """I4: a name of many signs costs no more than a line of them."""
        measured = []

        def width(text, *_font):
            measured.append(text)
            return len(text)

        self.patch(rest_evidence_pdf, "stringWidth", width)
        told = rest_evidence_pdf._cut("a" * 100_000, "font", 50)
        self.assertEqual(told, "a" * 49 + "…")
        self.assertLess(len(measured), 20)
        self.assertEqual(rest_evidence_pdf._cut("Ana", "font", 50), "Ana")


@tagged("post_install", "-at_install")
class TestWordsOfTeams(DistributionCase):
    """What is said to customers or written down for good was said by somebody."""

    def test_a_team_that_comes_back_speaks_again(self):
        """HN8: whatever happened to the words of others while it was archived."""
        other = self._make_team("Vendas")
        quiet = self._make_team("Compras")
        other.out_of_hours_message = "Voltamos amanhã."
        self.assertTrue(self.inbox._speaks())
        other.active = False
        quiet.tells_place = True
        quiet.tells_place = False
        self.assertFalse(self.inbox._speaks())
        other.active = True
        self.assertTrue(self.inbox._speaks())

    def test_no_default_says_why_a_team_stands_still(self):
        """A reason is one line, of people, and not a book."""
        model, team = "pact.team.pausing", self.team
        for reason in ("", " \n", "\0", "a" * 1001):
            for context, vals in (
                ({}, {"reason": reason}),
                ({"default_reason": reason}, {}),
            ):
                with (
                    self.subTest(reason=reason[:3], by=bool(vals)),
                    self.assertRaises(UserError),
                ):
                    made = [{"team_id": team.id, **vals}]
                    call = (self.boss, model, "create", made)
                    asked = self._rpc(*call, context=context)
                    self._rpc(self.boss, model, "action_pause", asked)
        context = {"default_reason": " Sem\nluz\0 "}
        asked = self._rpc(
            self.boss, model, "create", [{"team_id": team.id}], context=context
        )
        self._rpc(self.boss, model, "action_pause", asked)
        self.assertEqual(team.pause_id.reason, "Sem luz")

    def test_no_default_names_a_holiday_or_a_pause(self):
        """HN8, C9: what is shown in lists has a name."""
        for model, vals in (
            ("pact.holiday", {"date": "2026-12-25"}),
            ("pact.pause.type", {}),
        ):
            call = (
                self.boss,
                model,
                "create",
                [{"company_id": self.company.id, **vals}],
            )
            for name in ("", " \n", "\0"):
                with self.subTest((model, name)), self.assertRaises(UserError):
                    self._rpc(*call, context={"default_name": name})
            made = self._rpc(*call, context={"default_name": " Sem\nluz\0 "})
            [read] = self._rpc(self.boss, model, "read", made, ["name"])
            self.assertEqual(read["name"], "Sem luz")


@tagged("post_install", "-at_install")
class TestWhoIsListed(DistributionCase):
    """Leaving shows the people who could go on with it, and nobody else."""

    def test_only_who_could_have_it(self):
        """I3, P3: what others hold is shown of possible heirs alone."""
        elsewhere = self._make_team("Vendas")
        stranger = self._member_of(self._make_member("vera_pact", "agent", elsewhere))
        self.team.destination_ids = self._make_team("Compras")
        self.by_ana.option_ids += self.env["pact.right"].search(
            [("code", "=", "may_transfer")]
        )
        self._take(self._arrive(), self.ana)
        [offer] = self._me(self.ana, "leave")["offers"]
        offered = {id_ for team in offer["teams"] for id_ in team["people"]}
        self.assertEqual({one["id"] for one in offer["people"]}, offered)
        self.assertIn(self.by_bia.id, offered)
        self.assertNotIn(stranger.id, offered)


@tagged("post_install", "-at_install")
class TestConversationsByHand(DistributionCase):
    def test_no_default_makes_a_conversation(self):
        """P1: not even who administers Odoo, and not while something is installed."""
        admin = self._make_user("adm_pact", groups="base.group_user,base.group_system")
        for context in (
            {"default_channel_type": "pact"},
            {"default_pact_state": "waiting", "default_pact_team_id": self.team.id},
        ):
            context |= {"install_mode": True}
            with self.subTest(context), self.assertRaises(AccessError):
                self._rpc(
                    admin,
                    "discuss.channel",
                    "create",
                    [{"name": "x"}],
                    context=context,
                )

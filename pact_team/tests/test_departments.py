from contextlib import suppress

from psycopg2.errors import CheckViolation

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import PactCase

TEAMS = "pact_team.pact_team_group_teams"


@tagged("post_install", "-at_install")
class TestDepartments(PactCase):
    """The company's settings, and its switch between departments and one team."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other = cls.env["res.company"].create({"name": "Outra"})
        cls.other_team = cls._make_team("Outra", cls.other)
        cls.stranger = cls._make_member(
            "stranger_pact", "administrator", cls.other_team
        )

    def _set(self, user=None, company=None, **vals):
        company = company or self.company
        return self._rpc(
            user or self.boss,
            "pact.settings",
            "create",
            [{"company_id": company.id} | vals],
        )

    def _switch(self, is_on):
        self._set(pact_uses_departments=is_on)

    def test_an_administrator_sets_what_holds_for_the_company(self):
        """H2, P10: without being an administrator of the whole system."""
        self.assertFalse(self.boss.has_group("base.group_system"))
        [settings] = self._set(pact_invitation_days=30, pact_sms_codes=False)
        self.assertEqual(self.company.pact_invitation_days, 30)
        self.assertFalse(self.company.pact_sms_codes)
        self.assertTrue(self.company.pact_uses_departments)
        self._rpc(
            self.boss,
            "pact.settings",
            "write",
            [settings],
            {"pact_invitation_days": 90},
        )
        self.assertEqual(self.company.pact_invitation_days, 90)
        self.assertEqual(self.other.pact_invitation_days, 7)

    def test_the_page_shows_what_is_set(self):
        self.company.pact_invitation_days = 21
        values = self._rpc(
            self.boss,
            "pact.settings",
            "onchange",
            [],
            {},
            [],
            {"company_id": {}, "pact_invitation_days": {}},
        )["value"]
        self.assertEqual(values["pact_invitation_days"], 21)

    def test_an_invitation_is_valid_for_one_to_ninety_days(self):
        """P10: the validity is a setting with edges."""
        for days in (1, 90):
            self._set(pact_invitation_days=days)
        for days in (0, -1, 91):
            with (
                mute_logger("odoo.sql_db"),
                self.assertRaises(CheckViolation),
                self.cr.savepoint(),
            ):
                self._set(pact_invitation_days=days)
                self.env.flush_all()

    def test_nobody_else_sets_or_sees_anything(self):
        """H2, P3: neither other roles, nor an administrator of another company."""
        kinds = ("agent", "conversation", "supervisor", "manager", "stakeholder")
        users = self.stranger + self._make_user("employee_pact")
        for kind in (*kinds, "payments"):
            users += self._make_member(f"{kind}_pact", kind, self.team)
        settings = self._set()
        for user in users:
            for method, *args in (
                ("create", [{"company_id": self.company.id}]),
                (
                    "create",
                    [{"company_id": self.company.id, "pact_invitation_days": 1}],
                ),
                ("write", settings, {"pact_invitation_days": 1}),
                ("read", settings, ["pact_invitation_days"]),
                ("action_save", settings),
            ):
                with (
                    self.subTest(user=user.login, method=method),
                    mute_logger("odoo.addons.base.models.ir_rule", "odoo.models"),
                    self.assertRaises(UserError),
                    self.cr.savepoint(),
                ):
                    self._rpc(user, "pact.settings", method, *args)
        self.assertEqual(self.company.pact_invitation_days, 7)

    def test_a_company_slips_in_by_no_other_way(self):
        """P7: neither by the context, nor by a later write, nor unsaved."""
        [settings] = self._set()
        with self.assertRaises(UserError), self.cr.savepoint():
            self._rpc(
                self.boss,
                "pact.settings",
                "write",
                [settings],
                {"company_id": self.other.id, "pact_invitation_days": 1},
            )
        with suppress(UserError), self.cr.savepoint():
            self._rpc(
                self.boss,
                "pact.settings",
                "create",
                [{"pact_invitation_days": 1}],
                context={"default_company_id": self.other.id},
            )
        self.assertEqual(self.other.pact_invitation_days, 7)
        self.other.pact_invitation_days = 13
        self.env.flush_all()
        self.env.invalidate_all()
        with (
            mute_logger("odoo.addons.base.models.ir_rule"),
            self.assertRaises(UserError),
        ):
            self._rpc(
                self.boss,
                "pact.settings",
                "onchange",
                [],
                {"company_id": self.other.id},
                ["company_id"],
                {"pact_invitation_days": {}},
            )

    def test_off_everybody_works_in_the_general_team(self):
        """H2: new conversations of every inbox go there, whoever is asked takes."""
        self._switch(False)
        general = self.company.pact_general_team_id
        self.assertEqual(general.name, "General")
        self.assertEqual(general.member_ids.user_id, self.ana + self.bia + self.boss)
        channel = self._write()
        self.assertEqual(channel.pact_team_id, general)
        self.assertEqual(self.inbox.team_id, self.team)
        self._take(channel)
        self.assertEqual(channel.pact_agent_id, self.ana)
        late = self._make_member("late_pact", "agent", self.team)
        self.assertIn(late, general.member_ids.user_id)

    def test_off_nobody_waits_in_a_queue_that_nobody_sees(self):
        """H2: open conversations come along, in their order."""
        held = self._write()
        self._take(held)
        waiting = self._write(sender="5531987650002")
        since = waiting.pact_waiting_date
        self._switch(False)
        general = self.company.pact_general_team_id
        self.assertEqual((held + waiting).pact_team_id, general)
        self.assertEqual(held.pact_agent_id, self.ana)
        self.assertEqual(waiting.pact_waiting_date, since)

    def test_on_again_all_is_as_it_was(self):
        """H2: turning it on later keeps the teams, their people, their inboxes."""
        self._switch(False)
        self._switch(True)
        self.assertTrue(self.team.active)
        self.assertEqual(self.inbox.team_id, self.team)
        self.assertIn(self.team, self._member_of(self.ana).team_ids)
        self.assertEqual(self._write().pact_team_id, self.team)

    def test_the_general_team_is_made_once(self):
        """H2: a team that bears the name already becomes it, archived or not."""
        own = self._make_team("general")
        self._switch(False)
        self.assertEqual(self.company.pact_general_team_id, own)
        self._switch(True)
        own.active = False
        self._switch(False)
        self.assertEqual(self.company.pact_general_team_id, own)
        self.assertTrue(own.active)

    def test_the_general_team_stays_while_all_work_in_it(self):
        self._switch(False)
        general = self.company.pact_general_team_id
        with self.assertRaisesRegex(UserError, "no departments"):
            general.active = False

    def test_off_teams_disappear_from_the_screens(self):
        """H2: neither menu nor field; in another company nothing changes."""
        menu = self.env.ref("pact_team.pact_team_menu").id
        visible = self.env["ir.ui.menu"].with_user(self.boss)
        self.assertIn(menu, visible._visible_menu_ids())
        self.assertIn("team_ids", self._fields_shown("pact.member", self.boss))
        self._switch(False)
        self.assertNotIn(menu, visible._visible_menu_ids())
        for model, field in (
            ("pact.member", "team_ids"),
            ("pact.inbox", "team_id"),
            ("discuss.channel", "pact_team_id"),
        ):
            self.assertNotIn(field, self._fields_shown(model, self.boss), model)
        self.assertTrue(self.stranger.has_group(TEAMS))
        self._switch(True)
        self.assertIn(menu, visible._visible_menu_ids())

    def _fields_shown(self, model, user):
        view = {
            "pact.member": "pact_member_view_form",
            "pact.inbox": "pact_inbox_view_form",
            "discuss.channel": "discuss_channel_view_list_pact",
        }[model]
        view_id = self.env.ref(f"pact_team.{view}").id
        arch = self.env[model].with_user(user).get_view(view_id)["arch"]
        teams = ("team_ids", "team_id", "pact_team_id")
        return {name for name in teams if f'name="{name}"' in arch}

    def test_off_an_inbox_needs_no_team_chosen(self):
        """H2: its form shows none, and it works."""
        self._switch(False)
        values = self._rpc(self.boss, "pact.inbox", "default_get", ["team_id"])
        self.assertEqual(values["team_id"], self.company.pact_general_team_id.id)

    def test_the_general_team_is_of_the_company_itself(self):
        """P7: no customer's words go to another company's queue."""
        with self.assertRaisesRegex(UserError, "company itself"):
            self.company.pact_general_team_id = self.other_team

from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import PactCase


@tagged("post_install", "-at_install")
class TestTeam(PactCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sales = cls._make_team("Sales")

    def _as_boss(self, record):
        return record.with_user(self.boss)

    def _make(self, **vals):
        return self._rpc(
            self.boss, "pact.team", "create", [{"company_id": self.company.id} | vals]
        )

    def _close(self, team, destination, user=None):
        user = user or self.boss
        closing = self._rpc(
            user,
            "pact.team.closing",
            "create",
            [
                {
                    "company_id": team.company_id.id,
                    "team_ids": [Command.set(team.ids)],
                    "destination_id": destination.id,
                }
            ],
        )
        return self._rpc(user, "pact.team.closing", "action_close", closing)

    def test_an_administrator_names_teams_freely(self):
        """C3, H1, U34, U35, U36: by sector, type of request, department or group."""
        for kind in ("department", "sector", "group", "subject", "team"):
            [team] = self._make(name=f"  One   {kind} ", kind=kind)
            self.assertEqual(self.env["pact.team"].browse(team).name, f"One {kind}")

    def test_a_name_is_needed(self):
        """H4: a team without a name is refused."""
        for name in ("", "  ", "\0"):
            with (
                self.subTest(name=name),
                self.assertRaisesRegex(ValidationError, "Give it a name"),
            ):
                self._make(name=name)

    def test_two_teams_never_have_one_name(self):
        """H4: unique in its company, whatever the case; another company is free."""
        for name in ("Sales", "sales", " SALES "):
            with (
                self.subTest(name=name),
                mute_logger("odoo.sql_db"),
                self.assertRaises(UniqueViolation),
                self.cr.savepoint(),
            ):
                self._make(name=name)
        other = self.env["res.company"].create({"name": "Outra"})
        self.assertEqual(self._make_team("Sales", other).name, "Sales")

    def test_a_name_is_free_again_once_its_team_is_archived(self):
        """H4, H5: among active teams only; taking it back is refused then."""
        self.sales.active = False
        self._make(name="Sales")
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(UniqueViolation),
            self.cr.savepoint(),
        ):
            self.sales.active = True
            self.env.flush_all()

    def test_a_name_is_unique_in_every_language(self):
        """H4: nobody sees two teams of one name, whichever language they read."""
        self.env["res.lang"]._activate_lang("pt_BR")
        in_portuguese = self.sales.with_context(lang="pt_BR")
        in_portuguese.name = "Vendas"
        with self.assertRaisesRegex(ValidationError, "another language"):
            self._make(name="vendas")
        with self.assertRaisesRegex(ValidationError, "another language"):
            self._rpc(
                self.boss,
                "pact.team",
                "update_field_translations",
                self.team.ids,
                "name",
                {"pt_BR": "VENDAS"},
            )

    def test_only_active_members_join(self):
        """U37: somebody who was removed is put into no team."""
        member = self._member_of(self.ana)
        member.action_remove()
        for field in ("member_ids", "supervisor_ids"):
            with (
                self.assertRaisesRegex(UserError, "no longer works"),
                self.cr.savepoint(),
            ):
                self._as_boss(self.sales).write({field: [Command.link(member.id)]})
        with self.assertRaisesRegex(UserError, "no longer works"):
            self._make(name="New", member_ids=[Command.link(member.id)])

    def test_a_team_transfers_to_all_unless_it_is_told(self):
        """H3, U34: an empty list of destinations is every other active team."""
        third = self._make_team("Third")
        self.assertEqual(self.team._destinations(), self.sales + third)
        self.team.destination_ids = third
        self.assertEqual(self.team._destinations(), third)
        third.active = False
        self.assertFalse(self.team._destinations())
        with self.assertRaisesRegex(ValidationError, "itself"):
            self.team.destination_ids = self.team

    def test_nothing_of_another_company_is_linked(self):
        """P7: members, supervisors and destinations are of the team's company."""
        other = self.env["res.company"].create({"name": "Outra"})
        foreign_team = self._make_team("Outra", other)
        foreign = self._make_member("foreign_pact", "agent", foreign_team)
        for field, record in (
            ("member_ids", self._member_of(foreign)),
            ("supervisor_ids", self._member_of(foreign)),
            ("destination_ids", foreign_team),
        ):
            with (
                self.subTest(field=field),
                mute_logger("odoo.addons.base.models.ir_rule"),
                self.assertRaises(UserError),
                self.cr.savepoint(),
            ):
                self._rpc(
                    self.boss,
                    "pact.team",
                    "write",
                    self.team.ids,
                    {field: [Command.link(record.id)]},
                )

    def test_open_work_is_never_left_behind(self):
        """H5: a team with open work is not archived, by nobody and no way."""
        channel = self._write()
        with self.assertRaisesRegex(UserError, "Choose where"):
            self._rpc(self.boss, "pact.team", "write", self.team.ids, {"active": False})
        action = self._rpc(self.boss, "pact.team", "action_archive", self.team.ids)
        self.assertEqual(action["res_model"], "pact.team.closing")
        self.assertTrue(self.team.active)
        self.assertEqual(channel.pact_team_id, self.team)

    def test_without_open_work_it_is_archived_at_once(self):
        """H5: no question where there is nothing to ask."""
        self._rpc(self.boss, "pact.team", "action_archive", self.sales.ids)
        self.assertFalse(self.sales.active)

    def test_open_work_goes_where_the_administrator_says(self):
        """H5: who waits keeps their place, who holds keeps the conversation."""
        held = self._write()
        self._take(held)
        waiting = self._write(sender="5531987650002")
        since = waiting.pact_waiting_date
        self._close(self.team, self.sales)
        self.assertFalse(self.team.active)
        self.assertEqual((held + waiting).pact_team_id, self.sales)
        self.assertEqual(self.inbox.team_id, self.sales)
        self.assertEqual(held.pact_agent_id, self.ana)
        self.assertEqual(waiting.pact_state, "waiting")
        self.assertEqual(waiting.pact_waiting_date, since)
        self.assertEqual(waiting.pact_stint_id.reason, "moved")
        self.assertEqual(waiting.pact_stint_id.by_user_id, self.boss)
        self.assertEqual(self._write(sender="5531987650003").pact_team_id, self.sales)

    def test_the_old_queue_forgets_what_was_moved(self):
        """H5, X5: its members see it no more, the other team's see it at once."""
        waiting = self._write()
        seller = self._make_member("seller_pact", "agent", self.sales)
        self.env.cr.precommit.run()
        self.env["bus.bus"].search([]).unlink()
        self._close(self.team, self.sales)
        self.env.cr.precommit.run()
        told = {
            user: " ".join(self._bus_rows_of(user).mapped("message"))
            for user in self.ana + seller
        }
        self.assertIn('"pact_state":false', told[self.ana])
        self.assertNotIn('"pact_state":"waiting"', told[self.ana])
        self.assertIn('"pact_state":"waiting"', told[seller])
        self.assertIn(
            waiting,
            self.env["discuss.channel"].with_user(seller)._pact_waiting_for_me(10),
        )

    def test_work_stays_in_its_company_and_goes_to_an_active_team(self):
        """H5, P7: no destination that cannot serve the customers."""
        other = self.env["res.company"].create({"name": "Outra"})
        foreign = self._make_team("Outra", other)
        self._write()
        for destination in (foreign, self.team, self.env["pact.team"]):
            with (
                self.subTest(destination=destination),
                mute_logger("odoo.addons.base.models.ir_rule"),
                self.assertRaises(UserError),
                self.cr.savepoint(),
            ):
                self._close(self.team, destination)
        self.assertTrue(self.team.active)

    def test_history_is_never_deleted(self):
        """H5: archive instead; a team nothing ever named may be deleted."""
        channel = self._write()
        self._take(channel)
        self._rpc(self.ana, "discuss.channel", "action_pact_finish", channel.ids)
        with self.assertRaisesRegex(UserError, "Archive it"):
            self._rpc(self.boss, "pact.team", "unlink", self.team.ids)
        self._rpc(self.boss, "pact.team", "unlink", self.sales.ids)
        self.assertFalse(self.sales.exists())

    def test_deleting_needs_the_right_to_delete(self):
        """A.7: to configure is not to delete."""
        role = self.env["pact.role"].create(
            {
                "name": "Configures",
                "kind": "administrator",
                "company_id": self.company.id,
            }
        )
        role.may_delete = False
        member = self._member_of(self._make_member("chief_pact", "agent", self.team))
        member.role_ids = role
        with self.assertRaisesRegex(AccessError, "do not let you delete"):
            self._rpc(member.user_id, "pact.team", "unlink", self.sales.ids)

    def test_the_usual_departments_are_offered_once(self):
        """H1: Support, Sales, Finance, Administration and General."""
        as_boss = self.boss
        self._rpc(as_boss, "pact.team", "action_make_usual")
        self._rpc(as_boss, "pact.team", "action_make_usual")
        teams = self.env["pact.team"].search([("company_id", "=", self.company.id)])
        self.assertEqual(
            sorted(teams.mapped("name")),
            ["Administration", "Finance", "General", "Sales", "Support"],
        )

    def test_whoever_works_in_all_teams_is_in_later_ones_too(self):
        """H21: all teams, or the selected ones."""
        member = self._member_of(self.ana)
        member.in_all_teams = True
        self.assertEqual(member.team_ids, self.team + self.sales)
        third = self._make_team("Third")
        self.assertEqual(member.team_ids, self.team + self.sales + third)
        member.team_ids = [Command.clear()]
        self.assertEqual(member.team_ids, self.team + self.sales + third)
        third.member_ids = [Command.unlink(member.id)]
        self.assertIn(third, member.team_ids)
        member.in_all_teams = False
        member.team_ids = self.sales
        self.assertEqual(member.team_ids, self.sales)
        self.assertEqual(self._member_of(self.bia).team_ids, self.team)

    def test_all_teams_means_those_of_the_company(self):
        """H21, P7: nobody slips into a team of another company."""
        other = self.env["res.company"].create({"name": "Outra"})
        self._member_of(self.ana).in_all_teams = True
        foreign = self._make_team("Outra", other)
        self.assertFalse(foreign.member_ids)

    def test_nobody_else_touches_a_team(self):
        """C3, H3: only an administrator of the company, with two companies at once."""
        other = self.env["res.company"].create({"name": "Outra"})
        foreign_team = self._make_team("Outra", other)
        others = self.env["res.users"]
        for kind in ("agent", "conversation", "supervisor", "manager", "stakeholder"):
            others += self._make_member(f"{kind}_team", kind, self.team)
        others += self._make_member("payments_team", "payments", self.team)
        others += self._make_member("foreign_team", "administrator", foreign_team)
        others += self._make_user("employee_team")
        self._write()
        closing = self.env["pact.team.closing"].create(
            {
                "company_id": self.company.id,
                "team_ids": self.team.ids,
                "destination_id": self.sales.id,
            }
        )
        for user in others:
            for model, method, *args in (
                ("pact.team", "create", [{"name": "N", "company_id": self.company.id}]),
                ("pact.team", "write", self.sales.ids, {"name": "Renamed"}),
                ("pact.team", "write", self.sales.ids, {"active": False}),
                ("pact.team", "action_archive", self.team.ids),
                ("pact.team", "unlink", self.sales.ids),
                ("pact.team.closing", "action_close", closing.ids),
                ("pact.team.closing", "read", closing.ids, ["waiting_count"]),
                (
                    "pact.team.closing",
                    "create",
                    [{"company_id": self.company.id, "team_ids": self.team.ids}],
                ),
            ):
                with (
                    self.subTest(user=user.login, call=f"{model}.{method}"),
                    mute_logger("odoo.addons.base.models.ir_rule", "odoo.models"),
                    self.assertRaises(UserError),
                    self.cr.savepoint(),
                ):
                    self._rpc(user, model, method, *args)
        self.assertTrue(self.sales.active and self.team.active)
        self.assertEqual(self.sales.name, "Sales")

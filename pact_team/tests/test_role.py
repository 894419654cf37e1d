from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError, ValidationError
from odoo.fields import Command
from odoo.tests import tagged

from ..rules import rights
from .common import PactCase
from .test_access import A7, COLUMNS


@tagged("post_install", "-at_install")
class TestRole(PactCase):
    def _role_of_ours(self, kind="agent", **vals):
        return self.env["pact.role"].create(
            {"name": "Ours", "kind": kind, "company_id": self.company.id, **vals}
        )

    def _option(self, right):
        return self.env["pact.right"].search([("code", "=", right)])

    def test_shipped_roles_are_those_of_the_table(self):
        """H9, A.7: seven roles, each with what its column says."""
        for column, kind in enumerate(COLUMNS):
            role = self._role(kind)
            for right, marks in A7.items():
                with self.subTest(role=kind, right=right):
                    self.assertEqual(role[right], marks[column] == "x")
                    is_option = right in role.option_ids.mapped("code")
                    self.assertEqual(is_option, marks[column] == "o")

    def test_every_right_is_listed_once(self):
        listed = self.env["pact.right"].search([])
        self.assertEqual(tuple(listed.mapped("code")), rights.RIGHTS)
        self.assertTrue(all(listed.mapped("name")))

    def test_shipped_roles_stay_as_they_are(self):
        """HN3: an administrator makes roles of their own instead."""
        with self.assertRaises(UserError):
            self._rpc(
                self.boss,
                "pact.role",
                "write",
                self._role("agent").ids,
                {"name": "Changed"},
            )

    def test_a_role_of_ones_own_starts_from_another(self):
        """HN3: with its rights, less or more, up to what it could carry."""
        role = self._role_of_ours(may_transfer=True, may_start=False)
        self.assertTrue(role.may_answer)
        self.assertIn("may_read_history", role.option_ids.mapped("code"))
        self._member_of(self.ana).role_ids = role
        self.assertTrue(self._member_of(self.ana).may_transfer)
        self.assertFalse(self._member_of(self.ana).may_start)

    def test_no_role_carries_what_its_base_never_does(self):
        """U39: an agent's role with the right to configure is refused, with words."""
        for vals in (
            {"may_configure": True},
            {"option_ids": [Command.link(self._option("may_invite").id)]},
        ):
            with self.assertRaisesRegex(ValidationError, "never carries"):
                self._role_of_ours(**vals)

    def test_a_role_is_handed_out_by_no_default(self):
        """P7: who administers one company makes nobody administrator of another."""
        branch = self.env["res.company"].create({"name": "Filial"})
        self.boss.company_ids = [Command.link(branch.id)]
        there = self.env["pact.member"].create(
            {"user_id": self.boss.id, "company_id": branch.id}
        )
        vals = {"name": "Own", "kind": "administrator", "company_id": self.company.id}
        slipped_in = {"default_member_ids": [Command.set(there.ids)]}
        default = self.env["ir.default"].with_user(self.boss).sudo()
        default.set("pact.role", "member_ids", there.ids, user_id=True)
        for context in ({}, slipped_in):
            self._rpc(self.boss, "pact.role", "create", [vals], context=context)
            self._rpc(self.boss, "pact.role", "web_save", [], vals, {}, context=context)
        self.env.invalidate_all()
        self.assertEqual(there.role_ids, self._role("agent"))
        self.assertFalse(there.may_configure)

    def test_a_copied_role_is_nobodys(self):
        """HN3: whoever makes a role like another still hands it out one by one."""
        role = self._role_of_ours()
        self._member_of(self.ana).role_ids = role
        [copied] = self._rpc(self.boss, "pact.role", "copy", role.ids)
        self.assertFalse(self.env["pact.role"].browse(copied).member_ids)

    def test_a_role_that_is_held_is_not_deleted(self):
        role = self._role_of_ours()
        self._member_of(self.ana).role_ids = role
        with self.assertRaisesRegex(UserError, "holds this role"):
            role.unlink()

    def test_changed_role_changes_its_holders_at_once(self):
        """U2: edited live, without any cache cleared by hand."""
        role = self._role_of_ours("supervisor")
        self._member_of(self.bia).role_ids = role
        channel = self._write()
        self._take(channel)
        as_bia = channel.with_user(self.bia)
        self.assertTrue(as_bia.has_access("read"))
        before = self.bia.sudo()._compute_session_token("a-session")
        self._rpc(self.boss, "pact.role", "write", role.ids, {"may_read_others": False})
        self.assertFalse(as_bia.has_access("read"))
        self.assertFalse(as_bia.search([("id", "=", channel.id)]))
        self.env.flush_all()
        self.assertNotEqual(self.bia.sudo()._compute_session_token("a-session"), before)

    def test_several_roles_give_the_rights_of_all(self):
        """U4: the union."""
        member = self._member_of(self.ana)
        member.role_ids = self._role("agent") | self._role("payments")
        self.assertTrue(member.may_answer)
        self.assertTrue(member.may_open_orders)
        for group in ("agent", "payments"):
            self.assertTrue(self.ana.has_group(f"pact_team.pact_team_group_{group}"))

    def test_changed_role_drops_foreign_options(self):
        """U39: what the new role does not allow is ticked no more."""
        member = self._member_of(self.ana)
        member.option_ids = self._option("may_transfer")
        self.assertTrue(member.may_transfer)
        member.role_ids = self._role("payments")
        self.assertFalse(member.option_ids)
        self.assertFalse(member.may_transfer)

    def test_option_of_another_role_is_refused(self):
        """U39: an option is set with its base role only."""
        with self.assertRaisesRegex(UserError, "cannot be ticked"):
            self._member_of(self.ana).option_ids = self._option("may_reconcile")

    def test_nobody_is_a_member_without_role(self):
        """H9: a role is required."""
        with self.assertRaisesRegex(UserError, "at least one role"):
            self._member_of(self.ana).role_ids = [Command.clear()]

    def test_role_without_choice_is_agent(self):
        """P2: a new member is an agent."""
        user = self._make_user("novice_pact")
        member = self.env["pact.member"].create(
            {"user_id": user.id, "company_id": self.company.id}
        )
        self.assertEqual(member.role_ids, self._role("agent"))

    def test_own_defaults_reach_no_membership(self):
        """Somebody's own default makes them no administrator of what they join."""
        newcomer = self._make_user("novice_pact")
        administrator = self._role("administrator")
        for name, value in (
            ("may_configure", True),
            ("role_ids", [[6, 0, administrator.ids]]),
            ("max_open", 99),
        ):
            self._rpc(newcomer, "ir.default", "set", "pact.member", name, value, True)
        # sudo: pact.member - as the system enlists who accepts an invitation
        members = self.env["pact.member"].with_user(newcomer).sudo()
        member = members.create({"user_id": newcomer.id, "company_id": self.company.id})
        self.assertEqual(member.role_ids, self._role("agent"))
        self.assertFalse(member.may_configure)
        self.assertFalse(member.max_open)


@tagged("post_install", "-at_install")
class TestLastAdministrator(PactCase):
    """P1: a company keeps an administrator, whoever does what to them."""

    def _assert_kept(self, act):
        with (
            self.assertRaisesRegex(UserError, "needs an administrator"),
            self.cr.savepoint(),
        ):
            act()
        self.env.invalidate_all()

    def test_is_not_demoted(self):
        """P1: nor by themself."""
        member = self._member_of(self.boss)
        self._assert_kept(lambda: member.write({"role_ids": self._role("agent")}))

    def test_is_not_removed(self):
        """P1: the membership stays."""
        self._assert_kept(self._member_of(self.boss).action_remove)

    def test_is_not_deactivated(self):
        """P1: nor is the user."""
        self._assert_kept(self.boss.action_archive)

    def test_is_not_taken_out_of_the_company(self):
        """P1: whichever side Odoo does it from."""
        other = self.env["res.company"].create({"name": "Outra"})
        self.boss.company_ids = [Command.link(other.id)]
        self.boss.company_id = other
        only_other = {"company_ids": [Command.set(other.ids)]}
        self._assert_kept(lambda: self.boss.write(only_other))
        without_boss = {"user_ids": [Command.unlink(self.boss.id)]}
        self._assert_kept(lambda: self.company.write(without_boss))

    def test_a_role_of_their_own_stays_one(self):
        """P1: not even by what their role may do."""
        role = self.env["pact.role"].create(
            {"name": "Owner", "kind": "administrator", "company_id": self.company.id}
        )
        self._member_of(self.boss).role_ids = role
        self._assert_kept(lambda: role.write({"may_configure": False}))

    def test_one_for_a_while_is_no_successor(self):
        """P1, I11: their time ends by itself, and in the same night for everybody."""
        now = fields.Datetime.now()
        for user in (self.ana, self.boss):
            self.env["pact.grant"].create(
                {
                    "member_id": self._member_of(user).id,
                    "role_id": self._role("administrator").id,
                    "date_from": now - timedelta(hours=1),
                    "date_to": now + timedelta(hours=1),
                }
            )
        boss = self._member_of(self.boss)
        self._assert_kept(lambda: boss.write({"role_ids": self._role("agent")}))
        self._assert_kept(boss.action_remove)
        with freeze_time(now + timedelta(hours=1)):
            self.env["pact.grant"]._cron_apply()
        self.assertFalse(self._member_of(self.ana).may_configure)
        self.assertTrue(boss.may_configure)

    def test_an_archived_role_is_still_held(self):
        """P1, HN3: it is offered to nobody any more, and taken from nobody."""
        option = self.env["pact.right"]._of(["may_dispense"])
        role = self.env["pact.role"].create(
            {"name": "Owner", "kind": "administrator", "company_id": self.company.id}
        )
        boss = self._member_of(self.boss)
        boss.role_ids = role
        role.active = False
        boss.option_ids = option
        self.assertEqual((boss.role_ids, boss.option_ids), (role, option))
        self.assertTrue(boss.may_configure and boss.may_dispense)
        self.assertTrue(self.boss.has_group("pact_team.pact_team_group_administrator"))

    def test_one_of_two_may_go(self):
        """P1: as long as somebody is left."""
        chief = self._make_member("chief_pact", "administrator", self.team)
        self._member_of(self.boss).action_remove()
        self.assertFalse(self._member_of(self.boss))
        self._assert_kept(self._member_of(chief).action_remove)


@tagged("post_install", "-at_install")
class TestGrant(PactCase):
    """I11: rights for a while."""

    def setUp(self):
        super().setUp()
        self.now = fields.Datetime.now()
        self.member = self._member_of(self.ana)

    def _grant(self, user=None, **vals):
        values = {
            "member_id": self.member.id,
            "date_from": self.now + timedelta(hours=1),
            "date_to": self.now + timedelta(hours=2),
            **vals,
        }
        [grant_id] = self._rpc(user or self.boss, "pact.grant", "create", [values])
        return self.env["pact.grant"].browse(grant_id)

    def _at(self, **since):
        """Let the job run at that time from now."""
        with freeze_time(self.now + timedelta(**since)):
            self.env["pact.grant"]._cron_apply()

    def test_a_role_begins_and_ends_to_the_second(self):
        """I11: not a second before, not a second longer."""
        self._grant(role_id=self._role("supervisor").id)
        for seconds, is_held in (
            (3599, False),
            (3600, True),
            (7199, True),
            (7200, False),
        ):
            self._at(seconds=seconds)
            self.assertEqual(self.member.may_read_others, is_held, seconds)
            group = self.ana.has_group("pact_team.pact_team_group_supervisor")
            self.assertEqual(group, is_held, seconds)

    def test_an_option_is_ticked_for_a_while(self):
        """I11: an option that the role allows."""
        option = self.env["pact.right"].search([("code", "=", "may_transfer")])
        self._grant(kind="option", right_id=option.id)
        self._at(hours=1)
        self.assertTrue(self.member.may_transfer)
        self._at(hours=2)
        self.assertFalse(self.member.may_transfer)

    def test_an_option_that_no_role_allows_is_refused(self):
        """U39: for a while neither."""
        option = self.env["pact.right"].search([("code", "=", "may_configure")])
        with self.assertRaisesRegex(UserError, "cannot be ticked"):
            self._grant(kind="option", right_id=option.id)

    def test_a_team_is_joined_for_a_while(self):
        """I11: and left again, unless it was theirs before."""
        sales = self._make_team("Sales")
        self._grant(kind="team", team_id=sales.id)
        self._grant(kind="team", team_id=self.team.id)
        self._at(hours=1)
        self.assertEqual(self.member.team_ids, self.team | sales)
        self._at(hours=2)
        self.assertEqual(self.member.team_ids, self.team)

    def test_the_end_closes_what_is_open(self):
        """I11: what was read by it is read no more, in the next query."""
        channel = self._write()
        self._take(channel, self.bia)
        self._grant(role_id=self._role("supervisor").id)
        self._at(hours=1)
        as_ana = channel.with_user(self.ana)
        self.assertTrue(as_ana.has_access("read"))
        before = self.ana.sudo()._compute_session_token("a-session")
        self._at(hours=2)
        self.assertFalse(as_ana.has_access("read"))
        self.env.flush_all()
        self.assertNotEqual(self.ana.sudo()._compute_session_token("a-session"), before)

    def test_both_ends_are_logged(self):
        """I11: on the member, for who may change them."""
        self._grant(role_id=self._role("supervisor").id)
        self._at(hours=1)
        self._at(hours=2)
        said = " ".join(self.member.message_ids.mapped("body"))
        self.assertIn("Begins: Supervisor", said)
        self.assertIn("Ends: Supervisor", said)

    def test_the_log_is_not_everybodys(self):
        """A colleague does not read what rights somebody had."""
        self._grant(role_id=self._role("supervisor").id)
        self._at(hours=1)
        said = self.member.message_ids.ids
        self.assertTrue(self._rpc(self.boss, "mail.message", "read", said, ["body"]))
        with self.assertRaises(UserError):
            self._rpc(self.bia, "mail.message", "read", said, ["body"])

    def test_job_is_woken_at_both_ends(self):
        """I11: at the moment itself, not with the next hour."""
        grant = self._grant(role_id=self._role("supervisor").id)
        cron = self.env.ref("pact_team.ir_cron_grant")
        triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])
        self.assertIn(grant.date_from, triggers.mapped("call_at"))
        with freeze_time(grant.date_from):
            grant._apply()
        triggers = self.env["ir.cron.trigger"].search([("cron_id", "=", cron.id)])
        self.assertIn(grant.date_to, triggers.mapped("call_at"))

    def test_what_has_begun_stays_in_the_log(self):
        grant = self._grant(role_id=self._role("supervisor").id)
        self._at(hours=1)
        with self.assertRaisesRegex(UserError, "begun already"):
            self._rpc(self.boss, "pact.grant", "unlink", grant.ids)

    def test_a_removal_ends_it(self):
        """P12, I11: whoever comes back has what is offered then, and no more."""
        administrator = self._role("administrator")
        current = self._grant(
            role_id=administrator.id, date_from=self.now - timedelta(hours=1)
        )
        planned = self._grant(role_id=administrator.id)
        self.assertTrue(self.member.may_configure)
        self.member.action_remove()
        self.member.active = True
        self.assertFalse(self.member.may_configure)
        self._at(hours=1, minutes=30)
        self.assertFalse(self.member.may_configure)
        self.assertEqual({current.state, planned.state}, {"over"})

    def test_nobody_says_when_it_is(self):
        """A state by RPC is refused: it follows from the dates."""
        grant = self._grant(role_id=self._role("supervisor").id)
        with self.assertRaises(UserError):
            self._rpc(self.boss, "pact.grant", "write", grant.ids, {"state": "current"})
        other = self._grant(role_id=self._role("supervisor").id, state="current")
        self.assertEqual(other.state, "planned")

    def test_a_manager_lends_agents_roles_only(self):
        """H13: not even planned, not even for a while."""
        manager = self._make_member("manager_pact", "manager", self.team)
        self._grant(manager, role_id=self._role("conversation").id)
        with self.assertRaises(UserError):
            self._grant(manager, role_id=self._role("administrator").id)
        with self.assertRaises(UserError):
            self._grant(
                manager,
                member_id=self._member_of(manager).id,
                role_id=self._role("agent").id,
            )

    def test_agents_lend_nothing(self):
        with self.assertRaises(UserError):
            self._grant(self.ana, role_id=self._role("supervisor").id)

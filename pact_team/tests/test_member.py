from psycopg2.errors import UniqueViolation

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import PactCase


@tagged("post_install", "-at_install")
class TestMember(PactCase):
    def _open_branch(self):
        """Return a second company, to which Odoo lets the people of the first."""
        branch = self.env["res.company"].create({"name": "Filial"})
        for user in self.ana + self.boss:
            user.company_ids = [Command.link(branch.id)]
        return branch

    def test_who_makes_a_company_administers_it(self):
        """P1: somebody has to be the first."""
        maker = self._make_user("maker_pact", groups="base.group_system")
        company = self.env["res.company"].with_user(maker).create({"name": "Nova"})
        member = self.env["pact.member"].search([("company_id", "=", company.id)])
        self.assertEqual(
            (member.user_id, member.role_ids), (maker, self._role("administrator"))
        )

    def test_groups_follow_the_membership(self):
        self.assertTrue(self.ana.has_group("pact_team.pact_team_group_agent"))
        self.assertFalse(self.ana.has_group("pact_team.pact_team_group_administrator"))
        self._member_of(self.ana).role_ids = self._role("administrator")
        self.assertTrue(self.ana.has_group("pact_team.pact_team_group_administrator"))
        self._member_of(self.ana).active = False
        self.assertFalse(self.ana.has_group("pact_team.pact_team_group_agent"))

    def test_one_membership_a_company(self):
        """P7: a person is a member of a company once, of several if need be."""
        second = self._open_branch()
        self.env["pact.member"].create(
            {"user_id": self.ana.id, "company_id": second.id}
        )
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            self.env["pact.member"].create(
                {"user_id": self.ana.id, "company_id": second.id}
            )

    def test_a_role_counts_in_its_company_only(self):
        """P7: an administrator of one company is a mere agent in the other."""
        second = self._open_branch()
        self.env["pact.member"].create(
            {"user_id": self.boss.id, "company_id": second.id}
        )
        inbox = self._make_inbox(
            self._make_team("Filial", second), number_ref="999", account_ref="998"
        )
        self.assertFalse(inbox.with_user(self.boss).has_access("read"))
        self.assertTrue(self.inbox.with_user(self.boss).has_access("write"))

    def test_removed_member_is_out_at_once(self):
        """P12, H20: without any cache cleared, in the same breath."""
        channel = self._write()
        self._take(channel)
        as_ana = channel.with_user(self.ana)
        self.assertTrue(as_ana.has_access("read"))
        self._member_of(self.ana).action_remove()
        self.assertFalse(as_ana.has_access("read"))
        self.assertFalse(as_ana.search([("id", "=", channel.id)]))
        self.assertEqual(channel.pact_state, "waiting")
        self.assertFalse(channel.channel_member_ids)

    def test_removal_ends_the_sessions(self):
        """P12: the token of every session of that user changes."""
        before = self.ana.sudo()._compute_session_token("a-session")
        self._member_of(self.ana).action_remove()
        self.env.flush_all()
        self.assertNotEqual(self.ana.sudo()._compute_session_token("a-session"), before)

    def test_demotion_ends_the_sessions_too(self):
        """A watcher's open screen must not go on hearing what others are told."""
        self._make_member("chief_pact", "administrator", self.team)
        before = self.boss.sudo()._compute_session_token("a-session")
        self._member_of(self.boss).role_ids = self._role("agent")
        self.env.flush_all()
        self.assertNotEqual(
            self.boss.sudo()._compute_session_token("a-session"), before
        )

    def test_promotion_takes_nothing(self):
        channel = self._write()
        self._take(channel)
        before = self.ana.sudo()._compute_session_token("a-session")
        self._member_of(self.ana).role_ids = self._role("administrator")
        self.env.flush_all()
        self.assertEqual(channel.pact_agent_id, self.ana)
        self.assertEqual(self.ana.sudo()._compute_session_token("a-session"), before)

    def test_a_membership_belongs_to_one_person(self):
        with self.assertRaisesRegex(UserError, "one person for good"):
            self._member_of(self.ana).user_id = self.bia

    def test_what_odoo_withdraws_is_withdrawn_here(self):
        """P12: a user of the portal, or of another company only, is no member."""
        channel = self._write()
        self._take(channel)
        self.ana.group_ids = self.env.ref("base.group_portal")
        self.assertEqual(channel.pact_state, "waiting")
        self.assertFalse(self._member_of(self.ana))
        self._make_member("chief_pact", "administrator", self.team)
        other = self.env["res.company"].create({"name": "Outra"})
        self.boss.write(
            {"company_ids": [Command.set(other.ids)], "company_id": other.id}
        )
        self.assertFalse(self._member_of(self.boss))
        self.assertFalse(self.team.with_user(self.boss).has_access("read"))

    def test_who_is_taken_off_the_companys_form_is_no_member(self):
        """P12: from whichever side Odoo withdraws the company."""
        channel = self._write()
        self._take(channel)
        other = self.env["res.company"].create({"name": "Outra"})
        self.ana.company_ids = [Command.link(other.id)]
        self.ana.company_id = other
        self.company.user_ids = [Command.unlink(self.ana.id)]
        self.assertFalse(self._member_of(self.ana))
        self.assertEqual(channel.pact_state, "waiting")

    def test_who_leaves_odoo_leaves_every_company(self):
        """P12: archiving the user returns what they hold."""
        channel = self._write()
        self._take(channel)
        self.ana.active = False
        self.assertEqual(channel.pact_state, "waiting")
        self.assertFalse(self._member_of(self.ana))

    def test_removal_keeps_what_was_written(self):
        """P12: messages keep their author."""
        channel = self._write()
        self._take(channel)
        message = self._answer(channel)
        self._member_of(self.ana).action_remove()
        self.assertEqual(message.author_id, self.ana.partner_id)
        self.assertEqual(channel.pact_replier_ids, self.ana)

    def test_other_company_is_untouched_by_a_removal(self):
        """P12: a membership elsewhere goes on."""
        second = self._open_branch()
        other = self.env["pact.member"].create(
            {"user_id": self.ana.id, "company_id": second.id}
        )
        self._member_of(self.ana).filtered(
            lambda member: member.company_id == self.company
        ).action_remove()
        self.assertTrue(other.active)
        self.assertTrue(self.ana.has_group("pact_team.pact_team_group_agent"))

    def test_leaving_a_team_ends_its_queue(self):
        """X5: who left a team hears of its queue no more, at once."""
        self._write()
        Channel = self.env["discuss.channel"].with_user(self.ana)
        self.assertTrue(Channel._pact_waiting_for_me(limit=10))
        self._member_of(self.ana).team_ids = [Command.clear()]
        self.assertFalse(Channel._pact_waiting_for_me(limit=10))

    def test_portal_users_are_no_members(self):
        portal = self._make_user("portal_pact", groups="base.group_portal")
        with self.assertRaisesRegex(Exception, "internal user"):
            self.env["pact.member"].create(
                {"user_id": portal.id, "company_id": self.company.id}
            )

    def test_employees_without_membership_are_untouched(self):
        """P5: no seat, no menu, no group."""
        employee = self._make_user("crm_pact")
        menu = self.env.ref("pact_team.pact_team_menu_root")
        self.assertNotIn(
            menu.id, self.env["ir.ui.menu"].with_user(employee)._visible_menu_ids()
        )
        self.assertIn(
            menu.id, self.env["ir.ui.menu"].with_user(self.ana)._visible_menu_ids()
        )

from psycopg2.errors import UniqueViolation

from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import PactCase


@tagged("post_install", "-at_install")
class TestRemoval(PactCase):
    """Ana leaves, with two conversations in her hands."""

    def setUp(self):
        super().setUp()
        self.member = self._member_of(self.ana)
        self.first = self._write()
        self.second = self._write(sender="5531987650002")
        for channel in self.first + self.second:
            self._take(channel)

    def _begin(self, user=None, member=None):
        action = self._rpc(
            user or self.boss,
            "pact.member",
            "action_open_removal",
            (member or self.member).ids,
        )
        return self.env["pact.member.removal"].browse(action["res_id"])

    def _finish(self, removal, user=None):
        return self._rpc(
            user or self.boss, "pact.member.removal", "action_remove", removal.ids
        )

    def _receipt(self, member=None):
        return self.env["pact.removal"].search(
            [("member_id", "=", (member or self.member).id)], limit=1
        )

    def _went(self, receipt):
        return {
            line.what: line.where_to
            for line in receipt.line_ids
            if line.kind == "conversation"
        }

    def _assert_refused(self, user, model, method, *args, **kwargs):
        with (
            self.subTest(user=user.login, call=f"{model}.{method}"),
            mute_logger("odoo.addons.base.models.ir_rule", "odoo.models"),
            self.assertRaises(UserError),
        ):
            self._rpc(user, model, method, *args, **kwargs)
            self.env.flush_all()

    def _open_branch(self, *users):
        branch = self.env["res.company"].create({"name": "Filial"})
        team = self._make_team("Filial", branch)
        for user in users:
            user.company_ids = [Command.link(branch.id)]
            self.env["pact.member"].create(
                {"user_id": user.id, "company_id": branch.id, "team_ids": team.ids}
            )
        return branch

    def test_the_screen_shows_what_they_hold(self):
        """I3, I18: customer, since when, how long free text reaches them, an heir."""
        removal = self._begin()
        lines = removal.line_ids.with_user(self.boss)
        self.assertEqual(
            set(lines.mapped("customer")),
            set(self.first.mapped("name") + self.second.mapped("name")),
        )
        self.assertTrue(all(lines.mapped("window_date")))
        self.assertEqual(removal.with_user(self.boss).team_ids, self.team)

    def test_heirs_are_of_the_team_and_the_least_busy(self):
        """I3: the work is shared out among those who answer in that team."""
        self._take(self._write(sender="5531987650003"), self.bia)
        seller = self._make_member("seller_pact", "agent", self._make_team("Sales"))
        heirs = self._begin().line_ids.heir_id
        self.assertEqual(heirs.user_id, self.boss + self.bia)
        self.assertNotIn(seller, heirs.user_id)

    def test_one_click_does_all(self):
        """P12, U2: handed over, out of the company, with a receipt."""
        removal = self._begin()
        [one, other] = removal.line_ids
        one.heir_id = self._member_of(self.bia)
        other.heir_id = False
        removal.note = "Ana moved to Recife."
        self._finish(removal)
        handed, returned = (
            self.env["discuss.channel"].browse(line.channel_ref)
            for line in (one, other)
        )
        self.assertEqual(handed.pact_agent_id, self.bia)
        self.assertEqual(handed.channel_member_ids.partner_id, self.bia.partner_id)
        self.assertEqual(handed.pact_stint_id.reason, "inherited")
        self.assertEqual(handed.pact_stint_id.by_user_id, self.boss)
        self.assertEqual(returned.pact_state, "waiting")
        self.assertEqual(returned.pact_stint_id.reason, "removed")
        for channel in (handed, returned):
            self.assertIn("Recife", self._said(channel)[-1].body)
            self.assertEqual(
                self._said(channel)[-1].subtype_id, self.env.ref("mail.mt_note")
            )
            self.assertFalse(self._outbox(channel))
        self.assertFalse(self.member.active)
        self.assertFalse(self.ana.has_group("pact_team.pact_team_group_agent"))

    def test_the_receipt_says_who_when_and_what(self):
        """I18: kept for good, and printed."""
        removal = self._begin()
        removal.line_ids.heir_id = self._member_of(self.bia)
        removal.note = "Ana moved to Recife."
        self._finish(removal)
        receipt = self._receipt()
        self.assertEqual(receipt.by_user_id, self.boss)
        self.assertEqual(receipt.user_id, self.ana)
        self.assertEqual(receipt.note, "Ana moved to Recife.")
        self.assertEqual(set(self._went(receipt).values()), {self.bia.name})
        self.assertIn("team", receipt.line_ids.mapped("kind"))
        html, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "pact_team.pact_removal_report", receipt.ids
        )
        for words in (self.ana.name, self.boss.name, self.bia.name, "Recife"):
            self.assertIn(words, html.decode())

    def test_the_receipt_is_never_changed(self):
        """I18: by nobody, and read by who configures the company only."""
        self._rpc(self.boss, "pact.member", "action_remove", self.member.ids)
        receipt = self._receipt()
        other = self.env["res.company"].create({"name": "Outra"})
        stranger = self._make_member(
            "stranger_pact", "administrator", self._make_team("Outra", other)
        )
        manager = self._make_member("manager_pact", "manager", self.team)
        for user in (self.boss, stranger, manager, self.bia):
            for model, row in (
                ("pact.removal", receipt),
                ("pact.removal.line", receipt.line_ids[0]),
            ):
                self._assert_refused(user, model, "write", row.ids, {"company_id": 1})
                self._assert_refused(user, model, "unlink", row.ids)
                self._assert_refused(user, model, "create", [{}])
                if user != self.boss:
                    self._assert_refused(user, model, "read", row.ids, ["id"])
        self.assertFalse(self._rpc(stranger, "pact.removal", "search", []))
        self.assertFalse(self._rpc(stranger, "pact.removal.line", "search", []))
        [row] = self._rpc(self.boss, "pact.removal", "read", receipt.ids, ["name"])
        self.assertEqual(row["name"], self.ana.name)

    def test_every_way_out_leaves_a_receipt(self):
        """P12: by the plain action, by archiving, and when Odoo withdraws."""
        for leave in (
            lambda: self._rpc(
                self.boss, "pact.member", "action_remove", self.member.ids
            ),
            lambda: self._rpc(
                self.boss, "pact.member", "write", self.member.ids, {"active": False}
            ),
            lambda: self.ana.write({"active": False}),
        ):
            before = self._receipt()
            leave()
            self.assertNotEqual(self._receipt(), before)
            self.assertFalse(self.member.active)
            self.ana.active = True
            self._rpc(self.boss, "pact.member", "action_unarchive", self.member.ids)
        first = self.env["pact.removal"].search(
            [("member_id", "=", self.member.id)], order="id", limit=1
        )
        self.assertEqual(set(self._went(first).values()), {"Queue of Support"})

    def test_the_company_is_withdrawn_and_others_stay(self):
        """P12: somebody of two companies goes on in the other."""
        branch = self._open_branch(self.ana)
        self._finish(self._begin())
        self.assertEqual(self.ana.company_ids, branch)
        self.assertEqual(self.ana.company_id, branch)
        self.assertTrue(self.ana.active)
        self.assertTrue(self.ana.has_group("pact_team.pact_team_group_agent"))
        self.assertTrue(self._receipt().is_company_withdrawn)

    def test_who_came_by_invitation_cannot_log_in_any_more(self):
        """CN7, P12: locked, not deleted; what they wrote keeps their name."""
        self.ana.sudo().pact_invited = True
        message = self._answer(self.first)
        self._finish(self._begin())
        self.assertTrue(self.ana.exists())
        self.assertFalse(self.ana.active)
        self.assertTrue(self._receipt().is_user_archived)
        self.assertEqual(message.author_id, self.ana.partner_id)

    def test_an_employee_of_the_house_stays_one(self):
        """P5, P12: whom nobody invited keeps their login, and nothing of ours."""
        self._finish(self._begin())
        self.assertTrue(self.ana.active)
        self.assertEqual(self.ana.company_ids, self.company)
        self.assertFalse(self._receipt().is_user_archived)

    def test_the_phone_is_freed(self):
        """P12, P21: once they are a member nowhere, somebody else may log in by it."""
        phone = "+5511987654321"
        branch = self._open_branch(self.ana)
        self.ana.sudo()._pact_confirm_phone(phone, "work", "sms")
        self._finish(self._begin())
        self.assertEqual(self.ana.sudo().pact_phone, phone)
        self.assertFalse(self._receipt().is_phone_freed)
        there = self._member_of(self.ana)
        self.assertEqual(there.company_id, branch)
        there.action_remove()
        self.assertTrue(self._receipt(there).is_phone_freed)
        self.bia.sudo()._pact_confirm_phone(phone, "work", "sms")
        self.assertTrue(self.bia.sudo().pact_phone_date)

    def test_a_closed_login_blocks_no_phone(self):
        """P12, P21: nor does it come back while another has the number."""
        phone = "+5511987654321"
        self.ana.sudo().pact_invited = True
        self.ana.sudo()._pact_confirm_phone(phone, "work", "sms")
        self._finish(self._begin())
        self.assertTrue(self._receipt().is_phone_freed)
        self.bia.sudo()._pact_confirm_phone(phone, "work", "sms")
        self.env.flush_all()
        with mute_logger("odoo.sql_db"), self.assertRaises(UniqueViolation):
            self._rpc(self.boss, "pact.member", "action_unarchive", self.member.ids)

    def test_sessions_end_at_once(self):
        """P12: the token of every session of theirs changes."""
        before = self.ana.sudo()._compute_session_token("a-session")
        self._finish(self._begin())
        self.env.flush_all()
        self.assertNotEqual(self.ana.sudo()._compute_session_token("a-session"), before)

    def test_taking_back_gives_back_what_was_taken(self):
        """CN7, P12, P13: company and login, as they were."""
        branch = self._open_branch(self.ana)
        self._finish(self._begin())
        self._rpc(self.boss, "pact.member", "action_unarchive", self.member.ids)
        self.assertTrue(self.member.active)
        self.assertEqual(self.ana.company_ids, branch + self.company)
        self.assertEqual(self.member.team_ids, self.team)
        self.bia.sudo().pact_invited = True
        bias = self._member_of(self.bia)
        self._finish(self._begin(member=bias))
        self.assertFalse(self.bia.active)
        self._rpc(self.boss, "pact.member", "action_unarchive", bias.ids)
        self.assertTrue(self.bia.active)
        self.assertTrue(self.bia.has_group("pact_team.pact_team_group_agent"))

    def test_nobody_is_taken_back_whom_odoo_has_put_out(self):
        """P12: what a system administrator withdrew, no company gives back."""
        other = self.env["res.company"].create({"name": "Outra"})
        self.ana.write(
            {"company_ids": [Command.set(other.ids)], "company_id": other.id}
        )
        self.assertFalse(self.member.active)
        with self.assertRaisesRegex(UserError, "no access"):
            self._rpc(self.boss, "pact.member", "action_unarchive", self.member.ids)

    def test_heirs_answer_customers_of_the_company(self):
        """P7: nobody foreign, removed, or without the right gets a conversation."""
        branch = self._open_branch(self.bia)
        foreign = self.env["pact.member"].search([("company_id", "=", branch.id)])
        foreign = foreign.filtered(lambda member: member.user_id == self.bia)
        removed = self._member_of(self._make_member("gone_pact", "agent", self.team))
        clerk = self._member_of(self._make_member("clerk_pact", "payments", self.team))
        removed.action_remove()
        removal = self._begin()
        line = removal.line_ids[0]
        for heir in (removed, clerk, self.member):
            line.heir_id = heir
            with self.assertRaisesRegex(UserError, "answers customers"):
                self._finish(removal)
        self._assert_refused(
            self.boss,
            "pact.member.removal.line",
            "write",
            line.ids,
            {"heir_id": foreign.id},
        )
        self.assertTrue(self.member.active)
        self.assertEqual(self.first.pact_agent_id, self.ana)

    def test_only_what_they_hold_is_handed_over(self):
        """A line made up by hand moves no other conversation."""
        self.env.flush_all()
        bias = self._write(sender="5531987650003")
        self._take(bias, self.bia)
        removal = self._begin()
        removal.line_ids[0].channel_ref = bias.id
        removal.line_ids[0].heir_id = self._member_of(self.boss)
        self._finish(removal)
        self.assertEqual(bias.pact_agent_id, self.bia)

    def test_a_line_tells_nothing_of_other_companies(self):
        """P7: nor of a chat, whatever number is put in."""
        chat = self.env["discuss.channel"].create({"name": "Segredo"})
        removal = self._begin()
        line = removal.line_ids[0]
        line.channel_ref = chat.id
        self.assertEqual(line.with_user(self.boss).customer, "Conversation")

    def test_the_last_administrator_stays(self):
        """P1: by this way too."""
        boss = self._member_of(self.boss)
        removal = self._begin(member=boss)
        with (
            self.assertRaisesRegex(UserError, "needs an administrator"),
            self.cr.savepoint(),
        ):
            self._finish(removal)
        self.assertTrue(boss.active)

    def test_an_administrator_may_leave_while_another_stays(self):
        """P1, P12: nobody has to do it for them."""
        self._make_member("chief_pact", "administrator", self.team)
        boss = self._member_of(self.boss)
        self._finish(self._begin(member=boss))
        self.assertFalse(boss.active)
        self.assertEqual(self._receipt(boss).by_user_id, self.boss)

    def test_of_two_removals_one_wins(self):
        removal, late = self._begin(), self._begin()
        self._finish(removal)
        with self.assertRaisesRegex(UserError, "removed already"):
            self._finish(late)
        self.assertEqual(
            self.env["pact.removal"].search_count([("user_id", "=", self.ana.id)]), 1
        )

    def test_who_may_remove_removes_agents_only(self):
        """A.7: without the right to configure, agents; without the right, nobody."""
        manager = self._make_member("manager_pact", "manager", self.team)
        self._assert_refused(
            manager, "pact.member", "action_open_removal", self.member.ids
        )
        self._member_of(manager).option_ids = self.env["pact.right"]._of(["may_remove"])
        boss = self._member_of(self.boss)
        self._assert_refused(manager, "pact.member", "action_open_removal", boss.ids)
        self._finish(self._begin(manager), manager)
        self.assertFalse(self.member.active)
        self.assertEqual(self._receipt().by_user_id, manager)

    def test_nobody_else_removes(self):
        """P12, P7: nor begins it, nor reads what another began."""
        removal = self._begin()
        other = self.env["res.company"].create({"name": "Outra"})
        users = self._make_member(
            "stranger_pact", "administrator", self._make_team("Outra", other)
        )
        kinds = ("agent", "conversation", "supervisor", "stakeholder", "payments")
        for kind in (*kinds, "manager"):
            users += self._make_member(f"{kind}_pact", kind, self.team)
        users += self._make_user("employee_pact") + self.ana
        for user in users:
            for model, method, *args in (
                ("pact.member", "action_open_removal", self.member.ids),
                ("pact.member", "action_remove", self.member.ids),
                ("pact.member", "write", self.member.ids, {"active": False}),
                ("pact.member.removal", "create", [{"member_id": self.member.id}]),
                ("pact.member.removal", "action_remove", removal.ids),
                ("pact.member.removal", "read", removal.ids, ["note"]),
                (
                    "pact.member.removal.line",
                    "read",
                    removal.line_ids.ids,
                    ["customer"],
                ),
            ):
                self._assert_refused(user, model, method, *args)
        self.assertTrue(self.member.active)

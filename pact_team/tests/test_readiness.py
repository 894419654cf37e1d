from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import PactCase


@tagged("post_install", "-at_install")
class TestReadiness(PactCase):
    """I20: what would keep customers waiting, and where it is mended."""

    def _look(self, user=None):
        user = user or self.boss
        action = self._rpc(user, "pact.finding", "action_open")
        self.assertEqual(action["res_model"], "pact.finding")
        return self.env["pact.finding"].search([("create_uid", "=", user.id)])

    def _found(self, words):
        return self._look().filtered(lambda finding: words in finding.name)

    def test_each_finding_goes_when_it_is_mended(self):
        """I20: found while it is so, and not any more once it is mended."""
        empty = self._make_team("Empty")
        loner = self._member_of(self._make_member("loner_pact", "agent", self.team))
        loner.team_ids = [Command.clear()]
        self.inbox.stop_reason = "Account blocked"
        parameters = self.env["ir.config_parameter"]
        parameters.set_param("auth_signup.invitation_scope", "b2c")
        self.env["ir.mail_server"].search([]).active = False

        def second_administrator():
            self._member_of(self.bia).role_ids = self._role("administrator")

        for words, mend in (
            ("Nobody is in Empty", lambda: empty.write({"active": False})),
            ("loner_pact", lambda: loner.write({"team_ids": self.team.ids})),
            ("Account blocked", lambda: self.inbox.write({"stop_reason": False})),
            ("template for codes", lambda: self.inbox.write({"code_template": "c"})),
            ("Only boss_pact", second_administrator),
            (
                "Strangers",
                lambda: parameters.set_param("auth_signup.invitation_scope", "b2b"),
            ),
            (
                "outgoing mail server",
                lambda: self.env["ir.mail_server"].create(
                    {"name": "Mine", "smtp_host": "127.0.0.1"}
                ),
            ),
        ):
            with self.subTest(words=words):
                finding = self._found(words)
                self.assertTrue(finding)
                action = self._rpc(
                    self.boss, "pact.finding", "action_mend", finding[0].ids
                )
                self.assertEqual(action["type"], "ir.actions.act_window")
                mend()
                self.assertFalse(self._found(words))

    def test_a_company_without_an_inbox_is_not_reached(self):
        self.inbox.active = False
        [finding] = self._found("Add an inbox")
        self.assertEqual(finding.severity, "1_now")

    def test_work_in_an_archived_team_is_found(self):
        """H5: a customer who wrote in the very moment it was archived."""
        channel = self._write()
        late = self._make_team("Late")
        late.active = False
        channel.sudo().pact_team_id = late
        [finding] = self._found("Late is archived")
        self.assertEqual(finding.record_ref, late.id)

    def test_a_phone_that_nobody_confirmed_is_found(self):
        """P18: the person waits to log in by it."""
        self.ana.sudo()._pact_note_phone("+5511987654321", "work")
        self.assertTrue(self._found("ana_pact (base.group_user) typed a phone"))
        self.ana.sudo()._pact_confirm_phone("+5511987654321", "work", "sms")
        self.assertFalse(self._found("ana_pact"))

    def test_an_invitation_that_did_not_arrive_is_found(self):
        """P15: bounced, or refused on the way."""
        offer = self.env["pact.invitation"].create(
            {"email": "nina@example.com", "company_id": self.company.id}
        )
        self.assertFalse(self._found("nina@example.com"))
        offer.sudo().write({"failure_reason": "550", "state": "bounced"})
        self.assertTrue(self._found("nina@example.com did not arrive"))

    def test_off_nobody_is_asked_for_teams(self):
        """H2: where no departments are used, none is missing."""
        self._make_team("Empty")
        self.company.pact_uses_departments = False
        self.assertFalse(self._found("Empty"))

    def test_looking_again_replaces_what_was_found(self):
        first = self._look()
        names = first.mapped("name")
        self.assertEqual(self._look().mapped("name"), names)
        self.assertFalse(first.exists())

    def test_only_who_configures_sees_it(self):
        """H17, P7: every other role, and the administrator of another company."""
        findings = self._look()
        other = self.env["res.company"].create({"name": "Outra"})
        users = self._make_member(
            "stranger_pact", "administrator", self._make_team("Outra", other)
        )
        kinds = ("agent", "conversation", "supervisor", "manager", "stakeholder")
        for kind in (*kinds, "payments"):
            users += self._make_member(f"{kind}_pact", kind, self.team)
        users += self._make_user("employee_pact")
        for user in users:
            calls = [
                ("read", findings.ids, ["name"]),
                ("action_mend", findings[0].ids),
                ("create", [{"name": "Forged"}]),
                ("unlink", findings.ids),
            ]
            if user.login != "stranger_pact":
                calls.append(("action_open",))
            for method, *args in calls:
                with (
                    self.subTest(user=user.login, method=method),
                    mute_logger("odoo.addons.base.models.ir_rule", "odoo.models"),
                    self.assertRaises(UserError),
                ):
                    self._rpc(user, "pact.finding", method, *args)
        stranger = users.filtered(lambda user: user.login == "stranger_pact")
        self.assertEqual(self._look(stranger).company_id, other)

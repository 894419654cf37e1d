from odoo.exceptions import AccessError, UserError
from odoo.fields import Command
from odoo.tests import tagged

from .common import PactCase


@tagged("post_install", "-at_install")
class TestInvitation(PactCase):
    def _invite(self, email="nina@example.com", user=None, **vals):
        ids = self._rpc(
            user or self.boss,
            "pact.invitation",
            "create",
            {"email": email, "company_id": self.company.id, **vals},
        )
        return self.env["pact.invitation"].browse(ids)

    def test_inviting(self):
        offer = self._invite("  Nina <NINA@Example.com> ")
        self.assertEqual(offer.email_normalized, "nina@example.com")
        self.assertEqual(offer.role_ids, self._role("agent"))
        self._rpc(self.boss, "pact.invitation", "action_send", offer.ids)
        mail = self.env["mail.mail"].search([("res_id", "=", offer.id), ("model", "=", "pact.invitation")])
        self.assertEqual(mail.email_to, "nina@example.com")
        print(mail.body_html, mail.subject, mail.email_from, mail.reply_to)
        print(self._rpc(self.boss, "pact.invitation", "get_funnel", self.company.id))

    def test_member_default_attack(self):
        manager = self._make_member("manager_pact", "manager", self.team)
        friend = self._make_user("friend_pact")
        for ctx in ({"default_is_agent_only": True}, {}):
            with self.assertRaises(AccessError):
                self._rpc(manager, "pact.member", "create", {"user_id": friend.id, "company_id": self.company.id, "is_agent_only": True, "role_ids": [Command.set(self._role("administrator").ids)]}, context=ctx)
        ids = self._rpc(manager, "pact.member", "create", {"user_id": friend.id, "company_id": self.company.id}, context={"default_may_configure": True})
        self.assertFalse(self.env["pact.member"].browse(ids).may_configure)

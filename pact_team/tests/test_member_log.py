from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .test_member_rights import StaffCase


@tagged("post_install", "-at_install")
class TestMemberLog(StaffCase):
    """What is said and filed about a member is for who may change them."""

    def setUp(self):
        super().setUp()
        self.bias = self._member_of(self.bia)
        subtypes = self.env.ref("mail.mt_comment") | self.env.ref("mail.mt_note")
        partner_ids = self.ana.partner_id.ids
        follow = (self.ana, "pact.member", "message_subscribe", self.bias.ids)
        self._rpc(*follow, partner_ids, subtypes.ids)

    def _say(self, **said):
        [number] = self._rpc(
            self.boss, "pact.member", "message_post", self.bias.ids, body="Late", **said
        )
        return self.env["mail.message"].browse(number)

    def test_nobody_follows_a_colleague(self):
        """P3: neither to hear of their rights, nor to go on hearing as a former one."""
        self.assertFalse(self.bias.message_partner_ids)
        for subtype in ("mail.mt_comment", "mail.mt_note"):
            said = self._say(subtype_xmlid=subtype)
            self.assertFalse(said.notified_partner_ids)
            self.assertFalse(
                self._rpc(self.ana, "mail.message", "search", [("id", "=", said.id)])
            )
        made = self._rpc(
            self.boss,
            "pact.member",
            "create",
            [
                {
                    "user_id": self._make_user("new_pact").id,
                    "company_id": self.company.id,
                }
            ],
        )
        self.assertFalse(self.env["pact.member"].browse(made).message_partner_ids)

    def test_nobody_writes_in_the_log_of_others(self):
        """P3: not by following, nor as an answer to what they were once told."""
        told = self.env["mail.thread"].message_notify(
            body="Welcome", partner_ids=self.ana.partner_id.ids
        )
        stranger = self._member_of(self.stranger)
        for member in (self.bias, stranger):
            forged = {
                "model": "pact.member",
                "res_id": member.id,
                "parent_id": told.id,
                "author_id": self.boss.partner_id.id,
                "body": "Confirmed the phone by hand",
            }
            with self.assertRaises(AccessError):
                self._rpc(self.ana, "mail.message", "create", [forged])
            self._assert_refused(
                self.ana, "pact.member", "message_post", member.ids, body="Hello"
            )

    def test_nobody_reads_what_was_filed_about_others(self):
        """P3: a colleague's contract is found by no search, and read by no id."""
        values = {
            "name": "contract.pdf",
            "raw": "secret",
            "res_model": "pact.member",
            "res_id": self.bias.id,
        }
        [number] = self._rpc(self.boss, "ir.attachment", "create", [values])
        for user, is_open in (
            (self.boss, True),
            (self.manager, True),
            (self.ana, False),
            (self.stranger, False),
        ):
            asked = (user, "ir.attachment")
            for domain in ([("res_model", "=", "pact.member")], [("id", "=", number)]):
                found = self._rpc(*asked, "search", domain)
                self.assertEqual(found, [number] if is_open else [])
            if not is_open:
                with mute_logger("odoo.addons.base.models.ir_rule"):
                    self._assert_refused(*asked, "read", [number], ["raw"])

from odoo.tests import tagged

from .ticket_attack_case import TicketInsideCase


@tagged("post_install", "-at_install")
class TestTicketForgery(TicketInsideCase):
    """What somebody who works here tries with what was said."""

    def test_what_was_said_stays(self):
        """S21: nobody rewrites, deletes or moves what a customer wrote or read."""
        before = self._snapshot()
        file = self.said.attachment_ids.ids
        for user in (self.ana, self.boss):
            for call in (
                ("mail.message", "write", self.said.ids, {"body": "x"}),
                ("mail.message", "write", self.said.ids, {"model": False}),
                ("mail.message", "unlink", self.said.ids),
                ("ir.attachment", "write", file, {"raw": "eA=="}),
                ("ir.attachment", "write", file, {"res_id": 0}),
                ("ir.attachment", "unlink", file),
            ):
                self._assert_refused(user, *call)
            update = {"message_id": self.said.id, "update_data": {"body": "x"}}
            self._call(user, "/mail/message/update_content", **update)
            self._call(user, "/mail/attachment/delete", attachment_id=file[0])
        self.assertEqual(self._snapshot(), before)

    def test_nobody_writes_as_the_customer(self):
        """S21: not by the author of a message, nor by a message of their own."""
        comment = {"message_type": "comment", "subtype_xmlid": "mail.mt_comment"}
        row = {
            "model": "pact.ticket",
            "res_id": self.ticket.id,
            "author_id": self.maria.id,
            "body": "Forged",
            "message_type": "comment",
        }
        before = self._snapshot()
        for user in (self.ana, self.boss):
            self._assert_refused(
                user,
                "pact.ticket",
                "message_post",
                self.ticket.ids,
                body="Forged",
                author_id=self.maria.id,
                **comment,
            )
            self._assert_refused(user, "mail.message", "create", [row])
            self._assert_refused(
                user,
                "mail.message",
                "create",
                [{"body": "Forged", "message_type": "comment"}],
                context={f"default_{name}": row[name] for name in row},
            )
        self.assertEqual(self._snapshot(), before)
        held = self.ticket.with_user(self.ana).sudo()
        mine = held.message_post(body="Nota", subtype_xmlid="mail.mt_note")
        said = {"subtype_id": self.said.subtype_id.id, "message_type": "comment"}
        said |= {"author_id": self.maria.id}
        self._assert_refused(self.ana, "mail.message", "write", mine.ids, said)
        self._rpc(
            self.ana,
            "pact.ticket",
            "message_post",
            self.ticket.ids,
            body="Pois não",
            **comment,
        )
        self.assertIn("Pois não", self.ticket.message_ids[0].body)

    def test_who_wrote_reads_no_more(self):
        """H10: author, recipient, follower or star: they open nothing by themselves."""
        theirs = self.ticket.with_user(self.bia).sudo()
        mine = theirs.message_post(body="Segredo de Bia", message_type="comment")
        self.said.partner_ids = self.bia.partner_id
        self.note.partner_ids = self.bia.partner_id
        self.env["mail.notification"].create(
            {
                "mail_message_id": self.note.id,
                "res_partner_id": self.bia.partner_id.id,
                "notification_type": "inbox",
            }
        )
        (self.said + mine).starred_partner_ids = self.bia.partner_id
        self.ticket.message_subscribe(partner_ids=self.bia.partner_id.ids)
        messages = self.said + self.note + mine
        for name, value in (("id", "in"), ("author_id", "bia"), ("starred", "star")):
            domain = {
                "in": [("id", "in", messages.ids)],
                "bia": [(name, "=", self.bia.partner_id.id)],
                "star": [(name, "=", True)],
            }[value]
            found = self._rpc(self.bia, "mail.message", "search", domain)
            self.assertFalse({*found} & {*messages.ids}, domain)
        for one in messages:
            self._assert_refused(self.bia, "mail.message", "read", one.ids, ["body"])
        for route in ("inbox", "starred", "history"):
            answer = self._call(self.bia, f"/mail/{route}/messages")
            self._assert_tells_nothing(answer, route)
        self._assert_refused(
            self.bia, "pact.ticket", "read", self.ticket.ids, ["protocol"]
        )
        file = self.files.ids
        self._assert_refused(self.bia, "ir.attachment", "read", file, ["raw"])

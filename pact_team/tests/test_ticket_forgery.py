from contextlib import suppress

from odoo.exceptions import UserError
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

    def test_nobody_writes_without_a_name(self):
        """S21: neither as nobody, as a guest, nor from somebody else's address."""
        comment = {"message_type": "comment", "subtype_xmlid": "mail.mt_comment"}
        maria = {"email_from": "Maria <maria@x.example>"}
        guest = self.env["mail.guest"].create({"name": "Maria Souza"})
        row = {"model": "pact.ticket", "res_id": self.ticket.id, "body": "Forged"}
        row["subtype_id"] = self.said.subtype_id.id
        own = {"author_id": self.ana.partner_id.id}
        before = self._snapshot()
        for user in (self.ana, self.boss):
            for how in (
                {"author_id": False},
                {"author_id": False} | maria,
                maria,
                {"author_id": False, "author_guest_id": guest.id},
            ):
                for kind in ("comment", "email"):
                    said = {"body": "Forged", **comment, **how, "message_type": kind}
                    args = ("pact.ticket", "message_post", self.ticket.ids)
                    if "author_guest_id" not in how:
                        self._assert_refused(user, *args, **said)
                    vals = row | how | {"message_type": kind}
                    self._assert_refused(user, "mail.message", "create", [vals])
            note = {"body": "Forged", "author_id": False, "message_type": "comment"}
            self._assert_refused(
                user, "pact.ticket", "message_post", self.ticket.ids, **note
            )
        forged = row | own | maria | {"message_type": "email_outgoing"}
        self._assert_refused(self.ana, "mail.message", "create", [forged])
        self.assertEqual(self._snapshot(), before)

    def test_no_context_says_whom_it_is_told(self):
        """S21: what a browser says beside a word tells it to nobody else, nor to less.

        What only our own doors say is no word that a browser could send.
        """
        self.ticket.message_subscribe(self.boss.partner_id.ids)
        told = self._told_of({})
        self.assertIn(self.boss.partner_id, told[0])
        for context in (
            {"pact_is_first_word": True},
            {"pact_is_first_word": "<object object>"},
            {"pact_is_first_word": {}},
            {"default_partner_ids": self.bia.partner_id.ids},
            {"default_parent_id": self.note.id},
            {"default_is_internal": True},
            {"bin_size": True},
            {"prefetch_fields": False},
            {"active_test": False},
            {"lang": "pt_BR", "tz": "Pacific/Kiritimati"},
        ):
            with self.subTest(context):
                self.assertEqual(self._told_of(context), told)

    def test_no_context_keeps_a_customer_from_hearing(self):
        """S18: nor from hearing that it was received, by who files it for them."""
        vals = {"partner_id": self.maria.id, "company_id": self.company.id}
        for context in (
            {"pact_word_follows": True},
            {"pact_word_follows": "<object object>"},
            {"pact_is_first_word": True},
        ):
            with self.subTest(context):
                args = (self.ana, "pact.ticket", "create", [vals])
                [ticket_id] = self._rpc(*args, context=context)
                notices = self.env["pact.ticket.notice"].search(
                    [("ticket_id", "=", ticket_id)]
                )
                self.assertEqual(notices.mapped("kind"), ["received"])

    def _told_of(self, context):
        """Return who hears of a word of Ana's, whether it answers one, what it is."""
        word = {"body": "Pois não", "message_type": "comment"}
        word["subtype_xmlid"] = "mail.mt_comment"
        args = ("pact.ticket", "message_post", self.ticket.ids)
        self._rpc(self.ana, *args, **word, context=context)
        self.env.flush_all()
        self.env.invalidate_all()
        said = self.ticket.message_ids[0]
        notices = self.env["pact.ticket.notice"].search([("message_id", "=", said.id)])
        kinds = sorted(notices.mapped("kind"))
        answered = said.parent_id and said.parent_id != self.note
        return said.notified_partner_ids, bool(answered), said.is_internal, kinds

    def _template(self):
        model = self.env["ir.model"]._get_id("res.partner")
        return self.env["mail.template"].create({"name": "X", "model_id": model})

    def _mail(self, user, **values):
        """Let a template of core's be sent, with values that the call names."""
        me = user.partner_id.id
        args = (self._template().ids, me)
        return self._rpc(user, "mail.template", "send_mail", *args, email_values=values)

    def test_nobody_mails_as_the_customer(self):
        """S21: a letter made elsewhere is a note of whoever made it, and no word."""
        word = {
            "model": "pact.ticket",
            "res_id": self.ticket.id,
            "author_id": self.maria.id,
            "body_html": "Forged",
            "message_type": "comment",
            "subtype_id": self.said.subtype_id.id,
            "is_internal": False,
            "date": "2020-01-01 08:00:00",
        }
        before = self.ticket._thread_of_customer()
        self._mail(self.ana, **word)
        self.assertEqual(self.ticket._thread_of_customer(), before)
        note = self.ticket.message_ids[0]
        self.assertIn("Forged", note.body)
        self.assertEqual(note.author_id, self.ana.partner_id)
        self.assertGreater(note.date.year, 2020)
        bulk = {
            "composition_mode": "mass_mail",
            "model": "pact.ticket",
            "res_ids": str(self.ticket.ids),
            "author_id": self.maria.id,
            "body": "Forged, too",
        }
        made = self._rpc(self.ana, "mail.compose.message", "create", [bulk])
        self._rpc(self.ana, "mail.compose.message", "action_send_mail", made)
        self.assertIn("Forged, too", self.ticket.message_ids[0].body)
        authors = (self.ticket.message_ids - before).author_id
        self.assertNotIn(self.maria, authors)
        before = self._snapshot()
        self._mail(self.bia, **word)
        self.assertEqual(self._snapshot(), before)

    def test_nobody_mails_over_what_was_said(self):
        """S21: neither does a letter of it change it, nor does it take it away."""
        before = self._snapshot()
        self._mail(
            self.bia,
            mail_message_id=self.said.id,
            body="x",
            author_id=self.ana.partner_id.id,
            model="res.partner",
            res_id=self.ana.partner_id.id,
            is_internal=True,
            is_notification=False,
        )
        self.assertEqual(self._snapshot(), before)
        letters = self.env["mail.mail"].search([("mail_message_id", "=", self.said.id)])
        letters.unlink()
        self.assertEqual(self._snapshot(), before)

    def test_nobody_says_whose_side_it_is(self):
        """S21: what one of us says is ours, whatever a call says of it."""
        row = {
            "model": "pact.ticket",
            "res_id": self.ticket.id,
            "body": "Nosso",
            "message_type": "comment",
            "subtype_id": self.said.subtype_id.id,
            "author_id": self.ana.partner_id.id,
        }
        context = {"default_pact_is_by_us": False}
        made = self._rpc(self.ana, "mail.message", "create", [row], context=context)
        message = self.env["mail.message"].browse(made)
        self.assertTrue(self.ticket._is_by_us(message))
        with suppress(UserError), self.cr.savepoint():
            forged = row | {"pact_is_by_us": False}
            made = self._rpc(self.ana, "mail.message", "create", [forged])
            message = self.env["mail.message"].browse(made)
            self.assertTrue(self.ticket._is_by_us(message))

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

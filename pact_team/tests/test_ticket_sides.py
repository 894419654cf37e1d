from odoo.exceptions import UserError
from odoo.fields import Command
from odoo.tests import tagged

from .link_case import LinkCase
from .test_ticket_portal import PortalCase


@tagged("post_install", "-at_install")
class TestTicketSides(PortalCase):
    """S21, HM9: whose side a word is on is kept with it, and who said it for us."""

    def _leave(self):
        """Let Ana leave the company; then let her be a customer's."""
        self._member_of(self.ana).active = False
        self.ana.active = False
        yield
        groups = [Command.set(self.env.ref("base.group_portal").ids)]
        self.ana.write({"group_ids": groups, "active": True})
        yield

    def test_who_left_is_not_named(self):
        """S21: an answer stays ours, and nobody learns who gave it."""
        self.ana.partner_id.name = "Segredo de Ana"
        ticket = self._file()
        ticket.with_user(self.ana).sudo().message_post(
            body="Pagamos amanhã",
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )
        said = ticket._thread_of_customer()
        self._log_in(self.responsible)
        for _step in self._leave():
            self.env.flush_all()
            self.env.invalidate_all()
            self.assertTrue(ticket._is_by_us(said))
            self.assertEqual(ticket._writer_name(said), self.company.name)
            page = self._get(f"/{ticket.id}")
            self.assertIn("Pagamos", page)
            self.assertNotIn("Segredo de Ana", page)

    def test_who_works_here_now(self):
        """S21: what a customer said stays theirs when they come to work here."""
        ticket = self._file()
        ticket._post_of_customer(self.maria, "Ainda espero", [])
        said = ticket._thread_of_customer()
        user = self._make_user("maria_pact")
        user.partner_id = self.maria
        self.env.flush_all()
        self.env.invalidate_all()
        self.assertFalse(ticket._is_by_us(said))


@tagged("post_install", "-at_install")
class TestTicketSidesOfConversations(LinkCase):
    def test_who_left(self):
        """I16, S21: neither is what they said in a conversation the customer's."""
        self._link()
        self._answer(self.held)
        self._write("Obrigada")
        customer = self.held.pact_partner_id.commercial_partner_id
        self.ticket.commercial_partner_id = customer
        self._member_of(self.ana).active = False
        self.ana.active = False
        self.env.flush_all()
        self.env.invalidate_all()
        messages = self.env["mail.message"].search(
            [
                ("model", "=", "discuss.channel"),
                ("res_id", "=", self.held.id),
                ("message_type", "=", "comment"),
            ]
        )
        by_us = messages.filtered(self.ticket._is_by_us)
        self.assertIn(self.ana.partner_id, by_us.author_id)
        self.assertNotIn(self.held.pact_partner_id, by_us.author_id)
        self.assertIn(self.held.pact_partner_id, (messages - by_us).author_id)

    def test_mailed_from_elsewhere(self):
        """I16, S21: no letter of core's becomes a word in a conversation."""
        model = self.env["ir.model"]._get_id("res.partner")
        template = self.env["mail.template"].create({"name": "X", "model_id": model})
        word = {
            "model": "discuss.channel",
            "res_id": self.held.id,
            "author_id": self.held.pact_partner_id.id,
            "body_html": "Forged",
            "message_type": "comment",
            "subtype_id": self.env.ref("mail.mt_comment").id,
        }
        args = (template.ids, self.ana.partner_id.id)
        with self.assertRaisesRegex(UserError, "stays as it was said"):
            self._rpc(self.ana, "mail.template", "send_mail", *args, email_values=word)

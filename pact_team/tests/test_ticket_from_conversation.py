"""I16: filing a request from a conversation."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from .link_case import LinkCase


@tagged("post_install", "-at_install")
class TestTicketFromConversation(LinkCase):
    def _filed(self, **values):
        asked = {
            "classification_id": self.second_copy.id,
            "message": "Quer a segunda via",
            "contact_name": "Maria",
            "contact_phone": "+55 31 98765-0001",
            "contact_email": "maria@metalurgica.example",
            "request_key": "k1",
        }
        protocol = self._call(
            self.ana, "action_pact_file_request", self.held, asked | values
        )
        return self.env["pact.ticket"].search([("protocol", "=", protocol)])

    def test_filed(self):
        """I16, S19: with what the customer said; hers."""
        self._write("Preciso da segunda via")
        offer = self._call(self.ana, "pact_filing", self.held)
        self.assertIn("segredo de Maria", offer["message"])
        self.assertIn("Preciso da segunda via", offer["message"])
        self.assertEqual(offer["contact_name"], "Maria Souza")
        self.assertEqual(offer["contact_phone"], "+55 31 98765-0001")
        self.assertEqual(offer["contact_email"], "maria@metalurgica.example")
        names = [one["name"] for one in offer["classifications"]]
        self.assertEqual(names, ["Boletos", "Segunda via"])
        wholes = [one["is_whole"] for one in offer["classifications"]]
        self.assertEqual(wholes, [True, False])
        ticket = self._filed()
        self.assertEqual(self.held.pact_ticket_id, ticket)
        self.assertEqual(ticket.source, "conversation")
        self.assertEqual(ticket.commercial_partner_id, self.customer)
        self.assertEqual(ticket.classification_id, self.second_copy)
        self.assertEqual((ticket.user_id, ticket.state), (self.ana, "in_progress"))

    def test_told_as_ours(self):
        """S19: with which words it was filed, in our name; nothing is sent."""
        ticket = self._filed()
        said = ticket._said_in_request()
        self.assertIn("Quer a segunda via", said.body)
        # In our words: nobody puts any into the customer's mouth.
        self.assertEqual(said.author_id, self.ana.partner_id)
        self.assertIn("We filed this request for you", said.body)
        self.assertEqual(ticket._writer_name(said), self.company.name)
        self.assertFalse(self._outbox(self.held))
        told = self.env["pact.ticket.notice"].search([("ticket_id", "=", ticket.id)])
        self.assertEqual(told.mapped("kind"), ["told"])

    def test_no_context_hushes_an_answer(self):
        """S21: only the doors of filing say words that are no answer."""
        ticket = self._filed()
        context = {"pact_filing": True}
        ticket.with_user(self.ana).with_context(**context).sudo().message_post(
            body="Segue", message_type="comment", subtype_xmlid="mail.mt_comment"
        )
        told = self.env["pact.ticket.notice"].search([("ticket_id", "=", ticket.id)])
        self.assertIn("answered", told.mapped("kind"))

    def test_in_crm(self):
        """S28: of the set of the form that the company has chosen."""
        self.company.pact_ticket_mode = "crm"
        kind = self._make_kind("Proposta", mode="crm")
        with self.assertRaisesRegex(UserError, "what the request is about"):
            self._filed()
        self.assertEqual(self._filed(classification_id=kind.id).mode, "crm")

    def test_pressed_twice(self):
        """I16: one request; another one only after this one is unlinked."""
        self.assertEqual(self._filed(), self._filed())
        with self.assertRaisesRegex(UserError, "already"):
            self._filed(request_key="k2")

    def test_as_at_every_door(self):
        """S12-S17: a whole that has parts, or what is no number, is refused here, too.

        What is given is kept as the portal keeps it.
        """
        for values, sentence in (
            ({"classification_id": self.invoices.id}, "Classification: Fill"),
            ({"contact_phone": "ligue-me"}, "Phone: This cannot be right"),
            ({"contact_email": "nobody"}, "E-mail: This cannot be right"),
            ({"contact_name": "x" * 201}, "Contact person: This is too long"),
        ):
            with self.assertRaisesRegex(UserError, sentence), self.cr.savepoint():
                self._filed(**values)
        ticket = self._filed(contact_phone="+55 (31) 98765-0001", contact_email="")
        self.assertEqual(ticket.contact_phone, "+5531987650001")

    def test_in_crm_a_whole_is_filed(self):
        """S24: what has parts may be chosen in CRM, as in the portal."""
        self.company.pact_ticket_mode = "crm"
        whole = self._make_kind("Proposta", mode="crm")
        self._make_kind("Preço", mode="crm", parent_id=whole.id)
        offer = self._call(self.ana, "pact_filing", self.held)
        self.assertFalse(any(one["is_whole"] for one in offer["classifications"]))
        self.assertEqual(
            self._filed(classification_id=whole.id).classification_id, whole
        )

    def test_what_nobody_types(self):
        """I16: wrong types and too much of it are refused in words, or left out."""
        kinds = [None, True, "1", 2**40, [1], self._make_kind("X", active=False).id]
        for kind in kinds:
            with self.assertRaises(UserError):
                self._filed(classification_id=kind)
        with self.assertRaisesRegex(UserError, "too long"):
            self._filed(message="x" * 20_001)
        for values in (None, [], "x", 7):
            with self.assertRaises(UserError):
                self._call(self.ana, "action_pact_file_request", self.held, values)
        ticket = self._filed(contact_name=["x"], contact_phone="\0", message={"a": 1})
        self.assertEqual(ticket.contact_name, "Maria Souza")

    def test_another_teams(self):
        """S19: it goes to the team of what it is about; nobody has it yet."""
        self.invoices.team_id = self.sales
        ticket = self._filed()
        self.assertEqual(ticket.team_id, self.sales)
        self.assertEqual((ticket.user_id.ids, ticket.state), ([], "new"))
        self.assertFalse(ticket.with_user(self.ana).has_access("read"))

    def test_defaults_slip_nothing_in(self):
        """I16: neither of a context, nor of somebody's own."""
        other = self._make_team("Outra")
        context = {"default_team_id": other.id, "default_state": "finished"}
        protocol = self._rpc(
            self.ana,
            "discuss.channel",
            "action_pact_file_request",
            self.held.ids,
            {"classification_id": self.second_copy.id},
            context=context,
        )
        ticket = self.env["pact.ticket"].search([("protocol", "=", protocol)])
        self.assertEqual((ticket.team_id, ticket.state), (self.team, "in_progress"))

"""I16: going on with a request on WhatsApp."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .link_case import LinkCase

PEDRO = "+5531987650044"


@tagged("post_install", "-at_install")
class TestTicketContinue(LinkCase):
    def _params(self, ticket=None, user=None):
        action = self._rpc(
            user or self.ana,
            "pact.ticket",
            "action_continue",
            (ticket or self.ticket).ids,
        )
        self.assertEqual(action["tag"], "pact_team.start_conversation")
        return action["params"]

    def _finish_held(self):
        self._call(self.ana, "action_pact_finish", self.held)

    def test_continued(self):
        """I16: same protocol, same due date; the first word is the first answer."""
        self._finish_held()
        due = self.ticket.due_date
        params = self._params()
        self.assertEqual(
            params,
            {
                "ticket_id": self.ticket.id,
                "team_id": self.team.id,
                "subject": self.ticket.protocol,
                "partner_id": self.maria.id,
            },
        )
        channel = self._start(**params)
        self.assertEqual(channel.pact_ticket_id, self.ticket)
        self.assertEqual(channel.pact_subject, self.ticket.protocol)
        self.assertEqual(channel.pact_partner_id, self.maria)
        self.assertEqual(self.ticket.state, "in_progress")
        self.assertEqual(self.ticket.due_date, due)
        self.assertEqual(self._outbox(channel).template_id, self.template)

    def test_with_whom_the_request_names(self):
        """I16: the number it gives; a new contact counts to the customer."""
        self.ticket.contact_phone = "(31) 98765-0044"
        self.ticket.contact_name = "Pedro"
        params = self._params()
        self.assertEqual(params["number"], PEDRO)
        self.assertEqual(params["name"], "Pedro")
        channel = self._start(**{"partner_id": None, **params})
        self.assertEqual(channel.pact_partner_id.name, "Pedro")
        self.assertEqual(channel.pact_partner_id.commercial_partner_id, self.customer)
        self.assertEqual(self.ticket._conversations_of_customer(), channel)

    def test_a_number_that_a_customer_typed(self):
        """I16, S15: whoever answers there is nobody's until one of us says so."""
        self.ticket.sudo().source = "portal"
        self.ticket.contact_phone = "(31) 98765-0044"
        channel = self._start(**{"partner_id": None, **self._params()})
        self.assertFalse(channel.pact_partner_id.parent_id)
        self.assertFalse(self.ticket._conversations_of_customer())

    def test_a_number_that_a_customer_has_by_their_own_word(self):
        """I16, C4: their own contact's, too: it opens nobody's conversation."""
        mallory = self._make_user("mallory", groups="base.group_portal")
        contact = mallory.partner_id
        contact.parent_id = self.customer
        self._rpc(mallory, "res.users", "write", mallory.ids, {"phone": PEDRO})
        self.assertEqual(contact.phone, PEDRO)
        ticket = self._file(partner_id=contact.id, user_id=self.ana.id)
        channel = self._start(**self._params(ticket))
        self.assertEqual(channel.pact_partner_id, contact)
        self._write("segredo de outra pessoa", PEDRO[1:])
        self.assertFalse(ticket._conversations_of_customer())
        self._rpc(mallory, "res.users", "write", mallory.ids, {"phone": ""})
        self.assertFalse(ticket._conversations_of_customer())
        contact.phone = PEDRO
        self.assertEqual(ticket._conversations_of_customer(), channel)

    def test_who_writes_from_a_number_that_a_customer_typed(self):
        """C4, I16: is a contact of their own, and no conversation of that customer."""
        mallory = self._make_user("mallory", groups="base.group_portal")
        mallory.partner_id.parent_id = self.customer
        self._rpc(mallory, "res.users", "write", mallory.ids, {"phone": PEDRO})
        made = self.env["res.partner"].with_user(mallory).sudo()
        child = made.create({"name": "Filial", "phone": "+5531987650045"})
        for number in (PEDRO, child.phone):
            channel = self._write("Bom dia", number[1:])
            self.assertTrue(channel.pact_partner_id)
            self.assertNotIn(channel.pact_partner_id, mallory.partner_id + child)
        child.with_user(mallory).sudo().pact_phone_by = "us"
        self.assertEqual(child.pact_phone_by, "customer")

    def test_numbers_of_before(self):
        """C4, I16: what a customer made before it was kept who wrote a number."""
        mallory = self._make_user("mallory", groups="base.group_portal")
        made = self.env["res.partner"].with_user(mallory).sudo()
        child = made.create({"name": "Filial", "phone": PEDRO})
        old = child + self.env["res.partner"].create({"name": "Lua", "phone": PEDRO})
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE res_partner SET pact_phone_by = NULL WHERE id IN %s", [old._ids]
        )
        old.invalidate_recordset()
        old.init()
        old.invalidate_recordset()
        self.assertEqual(child.pact_phone_by, "customer")
        self.assertEqual([one._pact_is_phone_ours() for one in old], [False, True])

    def test_with_another_number(self):
        """I16: who is not named by the customer does not become one of theirs."""
        asked = {"partner_id": None, "number": PEDRO, "name": "Pedro"}
        channel = self._start(**asked, ticket_id=self.ticket.id)
        self.assertEqual(channel.pact_ticket_id, self.ticket)
        self.assertFalse(channel.pact_partner_id.parent_id)
        self.assertFalse(self.ticket._conversations_of_customer())

    def test_a_number_of_somebody_else(self):
        """I16: a known contact stays whose they are."""
        self.ticket.contact_phone = self.lua.phone
        params = self._params()
        self.assertEqual(params["partner_id"], self.lua.id)
        channel = self._start(**params)
        self.assertFalse(self.lua.parent_id)
        self.assertFalse(channel.pact_ticket_id._conversations_of_customer())

    def test_an_own_conversation_is_gone_on_with(self):
        """I16, C17: no second one beside it; it gets the protocol."""
        self.assertEqual(self._start(**self._params()), self.held)
        self.assertEqual(self.held.pact_ticket_id, self.ticket)
        other = self._file(user_id=self.ana.id)
        with self.assertRaisesRegex(UserError, self.ticket.protocol):
            self._start(**self._params(other))

    def test_nothing_is_taken_from_a_colleague(self):
        """I16: who talks to the customer goes on talking to them."""
        self.ticket.user_id = self.bia
        params = self._params(user=self.bia)
        self._refused("is talking|ana_pact", user=self.bia, **params)
        self.assertEqual(self.held.pact_agent_id, self.ana)
        self.assertFalse(self.held.pact_ticket_id)

    def _is_offered(self, user=None):
        # As each request asks anew.
        self.env.invalidate_all()
        fields = ["is_continuable"]
        asked = (user or self.ana, "pact.ticket", "read", self.ticket.ids, fields)
        return self._rpc(*asked)[0]["is_continuable"]

    def test_where_the_button_is(self):
        """I16: while it is open, for who may start, and where there is an inbox."""
        self.assertTrue(self._is_offered())
        self._act(self.ana, "finish", self.ticket)
        self.assertFalse(self._is_offered())
        self._act(self.ana, "reopen", self.ticket)
        self.assertTrue(self._is_offered())
        inboxes = self.env["pact.inbox"].search([("company_id", "=", self.company.id)])
        inboxes.active = False
        self.assertFalse(self._is_offered())
        inboxes.active = True
        # Waiting for whoever takes it: read by the team, changed by nobody yet.
        self.ticket.user_id = False
        self.assertFalse(self._is_offered())

    def test_who_may(self):
        """I16: whoever may change the request and start conversations, where it is."""
        for user in self._outsiders():
            self._assert_refused(
                user, "pact.ticket", "action_continue", self.ticket.ids
            )
        self._finish_held()
        for user in (self.bia, self.colleague):
            with self.assertRaises(UserError), self.env.cr.savepoint():
                self._start(user, partner_id=self.maria.id, ticket_id=self.ticket.id)
        for odd in (
            2**31 - 1,
            self.env["pact.ticket"]
            .create({"company_id": self.other_company.id, "partner_id": self.maria.id})
            .id,
        ):
            with self.assertRaises(AccessError), self.env.cr.savepoint():
                self._start(partner_id=self.maria.id, ticket_id=odd)
        self.ticket._go("finished")
        for call in (self._params, lambda: self._start(ticket_id=self.ticket.id)):
            with self.assertRaisesRegex(UserError, "finished"), self.env.cr.savepoint():
                call()

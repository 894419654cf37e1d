"""I16: a conversation under the protocol of a request."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.mail.tools.discuss import Store

from .link_case import LinkCase

JOAO = "5531987650002"


@tagged("post_install", "-at_install")
class TestTicketLink(LinkCase):
    def test_linked_and_unlinked(self):
        """I16: by who answers, to what they may read; noted, and shown in the panel."""
        self._link()
        self.assertEqual(self.held.pact_ticket_id, self.ticket)
        self.assertIn("Main number was linked", self._notes())
        store = Store().add(self.held.with_user(self.ana)).get_result()
        [shown] = [one for one in store["discuss.channel"] if one["id"] == self.held.id]
        self.assertEqual(shown["pact_ticket_protocol"], self.ticket.protocol)
        with self.assertRaisesRegex(UserError, self.ticket.protocol):
            self._link(ticket=self._file(user_id=self.ana.id))
        self._call(self.ana, "action_pact_link_request", self.held, False)
        self.assertFalse(self.held.pact_ticket_id)
        self.assertIn("was unlinked", self._notes())

    def test_several_conversations(self):
        """I16: a request may have more than one."""
        second = self._write("Oi", JOAO)
        self._take(second)
        self._link()
        self._link(second)
        self.assertEqual(self.ticket.conversation_ids, self.held + second)

    def test_found_by_its_protocol(self):
        """I16: the customer's open ones at once; of others by the whole protocol."""
        other = self._file(partner_id=self.lua.id, user_id=self.ana.id)
        unread = self._file(user_id=self.boss.id)

        def found(typed=""):
            seen = self._call(self.ana, "pact_linkable_requests", self.held, typed)
            return [one["id"] for one in seen]

        self.assertEqual(found(), self.ticket.ids)
        self.assertEqual(found(self.ticket.protocol[-4:]), self.ticket.ids)
        self.assertEqual(found(other.protocol), other.ids)
        self.assertNotIn(other.id, found(other.protocol[:-1]))
        self.assertEqual(found(unread.protocol), [])
        for odd in ("\0", "\ud800", "%", 7, None, "9" * 500):
            self._call(self.ana, "pact_linkable_requests", self.held, odd)

    def test_what_another_customer_asked(self):
        """I16: is linked by who may change it, for their words work on it."""
        other = self._file(partner_id=self.lua.id, user_id=self.ana.id)
        self._link(ticket=other)
        self.assertEqual(self.held.pact_ticket_id, other)
        self._call(self.ana, "action_pact_link_request", self.held, False)
        waiting = self._file(partner_id=self.lua.id)
        self.assertTrue(waiting.with_user(self.ana).has_access("read"))
        with self.assertRaisesRegex(UserError, "cannot be linked"):
            self._link(ticket=waiting)
        theirs = self._file()
        self._link(ticket=theirs)
        self.assertEqual(self.held.pact_ticket_id, theirs)

    def test_who_may_link(self):
        """I16: neither who does not answer here, nor to what they may not read."""
        for user in self._outsiders():
            for method, *args in (
                ("pact_linkable_requests",),
                ("action_pact_link_request", self.ticket.id),
                ("action_pact_link_request", False),
                ("pact_filing",),
                ("action_pact_file_request", {"classification_id": self.invoices.id}),
                ("action_pact_open_request",),
            ):
                self._assert_refused(
                    user, "discuss.channel", method, self.held.ids, *args
                )
        hers = self._file(user_id=self.boss.id)
        foreign = self.env["pact.ticket"].create(
            {"company_id": self.other_company.id, "partner_id": self.maria.id}
        )
        for ticket_id in (hers.id, foreign.id, 2**40, -1, "x", True, [1], 999_999_999):
            self._assert_refused(
                self.ana,
                "discuss.channel",
                "action_pact_link_request",
                self.held.ids,
                ticket_id,
            )
        self._assert_refused(
            self.ana,
            "discuss.channel",
            "action_pact_link_request",
            self.waiting.ids,
            self.ticket.id,
        )
        self._assert_refused(
            self.ana,
            "discuss.channel",
            "write",
            self.held.ids,
            {"pact_ticket_id": self.ticket.id},
        )
        self.assertFalse(self.ticket.conversation_ids)

    def test_a_right_to_one_opens_nothing_of_the_other(self):
        """I16: neither the conversation by the request, nor the reverse."""
        self._link()
        self.ticket.user_id = self.bia
        self.held._pact_hold(self.ana)
        self.env.invalidate_all()
        for model, record in (
            ("discuss.channel", self.held),
            ("pact.ticket", self.ticket),
        ):
            user = self.bia if model == "discuss.channel" else self.ana
            self.assertFalse(record.with_user(user).has_access("read"))
            self._assert_refused(user, model, "read", record.ids, ["display_name"])
        self._assert_refused(
            self.ana, "discuss.channel", "action_pact_open_request", self.held.ids
        )
        self._assert_refused(
            self.bia, "pact.ticket", "read", self.ticket.ids, ["conversation_ids"]
        )
        [shown] = self._rpc(
            self.ana, "discuss.channel", "read", self.held.ids, ["pact_ticket_id"]
        )
        self.assertFalse(shown["pact_ticket_id"] and shown["pact_ticket_id"][1])

    def test_what_a_request_shows(self):
        """I16: who talks to the customer, to its readers; what is said, to theirs."""
        self._link()
        self._write("segredo de Maria")
        self.ticket.user_id = self.bia
        for user, is_shown in ((self.boss, True), (self.bia, False)):
            [seen] = self._rpc(
                user, "pact.ticket", "read", self.ticket.ids, ["conversations"]
            )
            [line] = seen["conversations"]
            self.assertEqual(
                (line["agent"], line["inbox"]), (self.ana.name, "Main number")
            )
            self.assertEqual(line["last"], "segredo de Maria" if is_shown else "")
            self.assertEqual(line["is_readable"], is_shown)
        self._assert_refused(
            self.ana, "pact.ticket", "read", self.ticket.ids, ["conversations"]
        )

    def test_conversations_found_by_protocol(self):
        """I16: among those that one may read, by a request that one may read."""
        self._link()
        domain = [("pact_ticket_id", "ilike", self.ticket.protocol)]
        for user, found in ((self.ana, self.held), (self.boss, self.held)):
            ids = self._rpc(user, "discuss.channel", "search", domain)
            self.assertEqual(ids, found.ids)
        for user in (self.bia, self.stranger):
            self.assertEqual(self._rpc(user, "discuss.channel", "search", domain), [])
        self.ticket.user_id = self.bia
        self.assertEqual(self._rpc(self.ana, "discuss.channel", "search", domain), [])

    def test_its_thread(self):
        """I16: one of us reads of it what they may read where it was said."""
        self._link()
        self._write("segredo de Maria")
        self.ticket.user_id = self.bia
        for user, is_shown in ((self.boss, True), (self.bia, False)):
            said = self.ticket.with_user(user)._thread_of_customer()
            self.assertEqual("segredo de Maria" in str(said.mapped("body")), is_shown)
            self.env.invalidate_all()

    def test_merged(self):
        """I16: what belonged to a duplicate belongs to the one that stays."""
        self._link()
        stays = self._file(user_id=self.ana.id)
        self.ticket.merged_into_id = stays
        self.assertEqual(self.held.pact_ticket_id, stays)
        self._call(self.ana, "action_pact_link_request", self.held, False)
        self._link()
        self.assertEqual(self.held.pact_ticket_id, stays)

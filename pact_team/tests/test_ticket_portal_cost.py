from odoo.tests import tagged, warmup

from .test_ticket_cost import TestTicketCost
from .ticket_attack_case import TicketAttackCase


@tagged("post_install", "-at_install")
class TestTicketPortalCost(TicketAttackCase, TestTicketCost):
    """What the portal costs."""

    allow_inherited_tests_method = False

    def _as_customer(self):
        # As in every request of a browser.
        speaking = self.env["pact.ticket"].with_context(lang="en_US")
        return speaking.with_user(self.responsible)

    @warmup
    def test_filed_in_the_portal(self):
        """S18: one request of a customer, with its first message: 15 at most."""
        keys = iter("abcdefgh")

        def work():
            vals = {
                "classification_id": self.second_copy.id,
                "contact_name": "Maria",
                "request_key": next(keys),
            }
            self._as_customer()._read_who_asks()
            self._as_customer()._file_for_customer(vals, "Bom dia", [])

        self.assertLessEqual(self._settled(work), 15)

    @warmup
    def test_of_who_asks_little_is_read(self):
        """S18: filing needs no column of theirs, or of the company, beside those."""
        vals = {"classification_id": self.second_copy.id, "request_key": "a"}
        self.env.flush_all()
        self.env.invalidate_all()
        tickets = self._as_customer()
        tickets._read_who_asks()
        tickets._file_for_customer(vals, "Bom dia", [])
        for record, name in (
            (self.company, "pact_away_minutes"),
            (self.responsible.partner_id, "website"),
        ):
            with self.subTest(record._name):
                self.assertTrue(self._is_unread(record.sudo(), name))

    @warmup
    def test_counters_are_one_query(self):
        """S9: after who asks is known."""
        tickets = self._as_customer()

        def work():
            self.assertEqual(tickets._counts_of_customer()["all"], 2)

        def who():
            tickets._customer_domain()

        who_asks = self._settled(who)
        self.assertEqual(self._settled(work) - who_asks, 1)

    @warmup
    def test_the_customers_list_stays_flat(self):
        """S20: a page of theirs, and how many there are."""
        tickets = self._as_customer()

        def work():
            domain = tickets._search_of_customer()
            found = tickets.sudo().search(domain, limit=20)
            found.mapped("classification_id.display_name")
            tickets.sudo().search_count(domain)

        before = self._settled(work)
        self._crowd(1000)
        self.assertEqual(self._settled(work), before)

    def test_theirs_are_found_by_an_index(self):
        """S8: among all those of the others."""
        self._crowd(1000)
        tickets = self._as_customer()
        tickets.sudo().search(tickets._search_of_customer(), limit=20)
        plan = self._plan(self.env.cr.query.decode())
        self.assertIn("pact_ticket_customer_idx", plan)

"""I16: the clock of a request, moved by what is said in a conversation."""

from odoo import fields
from odoo.tests import tagged

from .link_case import LinkCase


@tagged("post_install", "-at_install")
class TestTicketClock(LinkCase):
    def test_an_answer_begins_work(self):
        """I16: what is said to the customer on WhatsApp answers the request."""
        self._link()
        self.assertEqual(self.ticket.state, "new")
        self._answer(self.held)
        self.assertEqual(self.ticket.state, "in_progress")

    def test_a_note_begins_nothing(self):
        """I16: what stays in the house is no answer."""
        self._link()
        # sudo: discuss.channel - what the composer's route does after its check
        poster = self.held.with_user(self.ana).sudo()
        poster.message_post(
            body="psiu", message_type="comment", subtype_xmlid="mail.mt_note"
        )
        self.assertEqual(self.ticket.state, "new")

    def test_the_customer_answers_there(self):
        """I16: it goes on, and so does its clock, as after a reply in the portal."""
        self._link()
        for state in ("waiting", "finished"):
            self.ticket._go(state)
            held = fields.Datetime.subtract(fields.Datetime.now(), hours=5)
            self.ticket.held_date = held
            due = self.ticket.due_date
            self._write("Segue")
            self.env.invalidate_all()
            self.assertEqual(self.ticket.state, "in_progress")
            self.assertFalse(self.ticket.held_date or self.ticket.finished_date)
            self.assertGreater(self.ticket.due_date, due)
        self.assertNotIn(
            "public", str(self.ticket.message_ids.author_id.mapped("name"))
        )

    def test_what_reopens_no_more(self):
        """I16, S21: stays finished; what the customer wrote is there all the same."""
        self._link()
        self.company.pact_ticket_reopens = False
        self.ticket._go("finished")
        self._write("Segue")
        self.assertEqual(self.ticket.state, "finished")
        self.assertIn("Segue", self._said(self.held)[-1].body)

    def test_finishing(self):
        """I16: the request outlives its conversation, unless it is asked for."""
        self._link()
        offer = self._call(self.ana, "pact_finishing", self.held)
        self.assertEqual(offer["request"], self.ticket.protocol)
        self._call(self.ana, "action_pact_finish", self.held)
        self.assertEqual(self.ticket.state, "new")
        self._call(self.ana, "action_pact_reopen", self.held)
        finish = ("action_pact_finish", self.held, {"finishes_request": True})
        self._call(self.ana, *finish)
        self.assertEqual((self.held.pact_state, self.ticket.state), ("finished",) * 2)

    def test_finishing_what_is_not_mine(self):
        """I16: is neither offered nor done."""
        self._link()
        self.ticket.user_id = self.bia
        self.env.invalidate_all()
        self.assertFalse(self._call(self.ana, "pact_finishing", self.held)["request"])
        finish = ("action_pact_finish", self.held, {"finishes_request": True})
        self._call(self.ana, *finish)
        self.assertEqual(self.ticket.state, "new")

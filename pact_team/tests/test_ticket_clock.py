"""I16: the clock of a request, moved by what is said in a conversation."""

from odoo import fields
from odoo.tests import tagged

from .common import MARIA, OWN_NUMBER
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

    def test_what_is_taken_back(self):
        """I16: to delete a word, or to nod, is no answer that anything waits for."""
        self._link()
        uid = self._uid()
        self._receive(self._element("text", {"body": "Segue"}, uid=uid))
        self.ticket._go("waiting")
        self._receive(self._element("revoke", {"original_message_id": uid}))
        self._receive(self._element("reaction", {"message_id": uid, "emoji": "👍"}))
        self.assertEqual(self.ticket.state, "waiting")

    def test_answered_from_the_phone(self):
        """I16: the owner's own answer is one, and nobody is asked for it again."""
        self._link()
        element = self._element("text", {"body": "Segue"}, OWN_NUMBER)
        self._accept(
            self._change("smb_message_echoes", message_echoes=[element | {"to": MARIA}])
        )
        self._process()
        self.assertEqual(self.ticket.state, "in_progress")

    def test_what_was_merged(self):
        """I16: what the customer writes goes on where the request does."""
        self._link()
        stays = self._file(user_id=self.ana.id)
        self.ticket._go("finished")
        self.ticket.merged_into_id = stays
        stays._go("waiting")
        self._write("Segue")
        self.assertEqual((self.ticket.state, stays.state), ("finished", "in_progress"))

    def test_a_backlog(self):
        """I16: many at once move it once, and none is lost."""
        self._link()
        self.ticket._go("waiting")
        words = [self._element("text", {"body": f"Segue {i}"}) for i in range(8)]
        self._receive(*words)
        self.assertEqual(self.ticket.state, "in_progress")
        self.assertIn("Segue 7", self._said(self.held)[-1].body)

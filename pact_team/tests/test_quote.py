from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .common import PactCase

JOAO = "5531987650002"


@tagged("post_install", "-at_install")
class TestQuote(PactCase):
    """U8: what is answered is shown on both sides."""

    def setUp(self):
        super().setUp()
        self.asked_uid = self._uid()
        self.channel = self._write("Serve azul?", uid=self.asked_uid)
        self._take(self.channel)
        self.asked = self._said(self.channel)

    def _parcels(self):
        return [row._parcel()[2] for row in self._outbox(self.channel)]

    def test_an_answer_quotes_the_question(self):
        self._answer(self.channel, parent_id=self.asked.id)
        [parcel] = self._parcels()
        self.assertEqual(parcel.quoted_uid, self.asked_uid)

    def test_only_the_first_piece_quotes(self):
        self._answer(self.channel, body="word " * 1500, parent_id=self.asked.id)
        self.assertEqual(
            [parcel.quoted_uid for parcel in self._parcels()], [self.asked_uid, None]
        )

    def test_a_reaction_on_it_is_not_what_is_quoted(self):
        """The network's id of the emoji is no id of the message."""
        emoji = {"message_id": self.asked_uid, "emoji": "👍"}
        self._receive(self._element("reaction", emoji))
        self._answer(self.channel, parent_id=self.asked.id)
        [parcel] = self._parcels()
        self.assertEqual(parcel.quoted_uid, self.asked_uid)

    def test_a_file_is_quoted(self):
        uid = self._uid()
        self._receive(
            self._element("image", {"id": "1", "mime_type": "image/png"}, uid=uid)
        )
        picture = self._said(self.channel)[-1]
        self._answer(self.channel, parent_id=picture.id)
        [parcel] = self._parcels()
        self.assertEqual(parcel.quoted_uid, uid)

    def test_something_old_is_quoted_and_still_sent(self):
        """Beyond thirty days the network shows no quote; the answer goes out."""
        old = fields.Datetime.now() - timedelta(days=40)
        self.asked.date = old
        self._write("Ainda?")
        self._answer(self.channel, parent_id=self.asked.id)
        [parcel] = self._parcels()
        self.assertEqual(
            (parcel.quoted_uid, parcel.text), (self.asked_uid, "Pois não?")
        )

    def test_no_message_of_somebody_else_is_quoted(self):
        other = self._said(self._write("Outra pessoa", JOAO))
        message = self._answer(self.channel, parent_id=other.id)
        self.assertFalse(message.parent_id)
        [parcel] = self._parcels()
        self.assertIsNone(parcel.quoted_uid)

    def _reply(self, uid, text="Esta"):
        self._receive(self._element("text", {"body": text}, context={"id": uid}))
        return self._said(self._conversation())[-1]

    def test_the_customer_quotes_us(self):
        answer = self._answer(self.channel)
        row = self._outbox(self.channel)
        row.write({"state": "sent", "uid": self._uid()})
        self.assertEqual(self._reply(row.uid).parent_id, answer)

    def test_the_customer_quotes_themself_and_a_file(self):
        self.assertEqual(self._reply(self.asked_uid).parent_id, self.asked)
        uid = self._uid()
        self._receive(
            self._element("image", {"id": "1", "mime_type": "image/png"}, uid=uid)
        )
        picture = self._said(self.channel)[-1]
        self.assertEqual(self._reply(uid).parent_id, picture)

    def test_what_nobody_knows_is_no_quote(self):
        reply = self._reply("wamid.of.another.age")
        self.assertFalse(reply.parent_id)
        self.assertIn("Esta", reply.body)

    def test_a_quote_of_an_earlier_conversation_is_said_not_shown(self):
        """H10: who answers now may not be one to read what was said then."""
        self._rpc(self.ana, "discuss.channel", "action_pact_finish", self.channel.ids)
        reply = self._reply(self.asked_uid)
        self.assertNotEqual(reply.res_id, self.channel.id)
        self.assertFalse(reply.parent_id)
        self.assertIn("In reply to an earlier conversation", reply.body)
        self.assertIn("Esta", reply.body)

    def test_in_a_backlog_too(self):
        """Many at once go another way through the code, with the same outcome."""
        self._rpc(self.ana, "discuss.channel", "action_pact_finish", self.channel.ids)
        self._receive(
            *(
                self._element(
                    "text", {"body": f"n {i}"}, context={"id": self.asked_uid}
                )
                for i in range(7)
            )
        )
        said = self._said(self._conversation())
        self.assertEqual(len(said), 7)
        self.assertFalse(said.parent_id)
        self.assertTrue(all("earlier conversation" in one.body for one in said))

from datetime import timedelta

from odoo import fields
from odoo.tests import tagged

from .correspondence_case import CorrespondenceCase

RUI = "351912000000"


@tagged("post_install", "-at_install")
class TestCorrespondenceReply(CorrespondenceCase):
    """What a customer answers to a correspondence, and who gets it."""

    def setUp(self):
        super().setUp()
        self.one = self._running(self._make_contacts(2))

    def _sent(self):
        self._feed(self.one)
        return self._send(self.one)

    def _bodies(self, channel):
        return [message.body for message in self._said(channel)]

    def test_a_reply_waits_for_its_team(self):
        """P4: it opens a conversation with the correspondence's team."""
        self._sent()
        channel = self._write("Quero sim", RUI)
        self.assertEqual(channel.pact_state, "waiting")
        self.assertEqual(channel.pact_team_id, self.sales)
        self.assertEqual(self._states(self.one), ["replied", "sent"])

    def test_what_it_replies_to_is_shown_first(self):
        """P4: the thread begins with what was sent, its name, date and tick."""
        [row, _other] = self._sent()
        sent = fields.Datetime.now() - timedelta(hours=5)
        row.recipient_id.sent_date = sent
        channel = self._write("Quero sim", RUI)
        first, second = self._said(channel)
        self.assertIn("Novidades", first.body)
        self.assertIn("temos pão quente", first.body)
        self.assertIn("Quero", first.body)
        self.assertEqual(first.date, sent)
        self.assertEqual(first.author_id, self.boss.partner_id)
        self.assertIn("Quero sim", second.body)
        self.assertEqual(row.message_id, first)
        self.assertEqual(row.channel_id, channel)
        self._status(row, "read")
        self.assertEqual(row.state, "read")
        self.assertEqual(self._states(self.one), ["replied", "sent"])
        self.assertFalse(self._outbox(channel)._claim(8))

    def test_it_is_no_reply_of_an_agent(self):
        """P22: who let it out has not answered this customer."""
        self._sent()
        channel = self._write("Quero sim", RUI)
        self.assertFalse(channel.pact_replier_ids)
        found = self.env["discuss.channel"].search(
            [("pact_replier_ids", "in", self.boss.ids)]
        )
        self.assertNotIn(channel, found)

    def test_a_quoted_one(self):
        """P4: a tapped button quotes what was sent, and finds it there."""
        [row, _other] = self._sent()
        button = {"text": "Quero", "payload": "Quero"}
        self._receive(
            self._element("button", button, RUI, context={"id": row.uid}),
            names={RUI: "Rui"},
        )
        said = self._said(self._conversation(RUI))
        self.assertEqual(said[1].parent_id, said[0])

    def test_a_reaction_is_a_reply(self):
        """P4: an emoji on it opens the conversation too."""
        [row, _other] = self._sent()
        emoji = {"message_id": row.uid, "emoji": "👍"}
        self._receive(self._element("reaction", emoji, RUI), names={RUI: "Rui"})
        channel = self._conversation(RUI)
        self.assertEqual(channel.pact_team_id, self.sales)
        self.assertEqual(len(self._said(channel)), 2)

    def test_only_the_first_answer_counts(self):
        """What they write later is said in the conversation, and nothing else."""
        self._sent()
        channel = self._write("Quero sim", RUI)
        self._write("Olá?", RUI)
        self.assertEqual(len(self._said(channel)), 3)
        self._rpc(
            self.boss,
            "pact.member",
            "write",
            self._member_of(self.boss).ids,
            {"team_ids": [fields.Command.link(self.sales.id)]},
        )
        self._take(channel, self.boss)
        self._rpc(self.boss, "discuss.channel", "action_pact_finish", channel.ids)
        again = self._write("Mais uma coisa", RUI)
        self.assertEqual(again.pact_team_id, self.team)
        self.assertEqual(len(self._said(again)), 1)

    def test_long_after_it(self):
        """After a week a message is news, and waits where all news do."""
        [row, _other] = self._sent()
        row.recipient_id.sent_date = fields.Datetime.now() - timedelta(days=7)
        channel = self._write("Olá", RUI)
        self.assertEqual(channel.pact_team_id, self.team)
        self.assertEqual(len(self._said(channel)), 1)
        self.assertEqual(self._states(self.one), ["sent", "sent"])

    def test_a_running_conversation_goes_on(self):
        """P4: who holds it sees what went to their customer, as it leaves."""
        channel = self._write("Bom dia", RUI)
        self._take(channel)
        [row, _other] = self._sent()
        self.assertEqual(row.channel_id, channel)
        self.assertIn("Novidades", self._bodies(channel)[-1])
        self._write("Quero sim", RUI)
        self.assertEqual(channel.pact_team_id, self.team)
        self.assertEqual(self._states(self.one), ["replied", "sent"])
        self.assertEqual(len(self._said(channel)), 3)

    def test_a_conversation_opened_while_it_waits_to_leave(self):
        """It is shown once it has left, not before."""
        self._feed(self.one)
        channel = self._write("Bom dia", RUI)
        self.assertEqual(len(self._said(channel)), 1)
        self._send(self.one)
        self.assertEqual(len(self._said(channel)), 2)

    def test_an_archived_team(self):
        """A team that is gone gets nothing: the inbox's queue does."""
        self._sent()
        self.sales.sudo().active = False
        self.assertEqual(self._write("Quero", RUI).pact_team_id, self.team)

from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from .common import PactCase


@tagged("post_install", "-at_install")
class TestAnswer(PactCase):
    """U8, P22: what an agent writes, as the network takes it."""

    def setUp(self):
        super().setUp()
        self.channel = self._write()
        self._take(self.channel)

    def test_an_answer_is_queued_in_the_same_breath(self):
        message = self._answer(self.channel, body="Pois não?")
        row = self._outbox(self.channel)
        self.assertEqual(row.message_id, message)
        self.assertEqual((row.state, row.text), ("queued", "Pois não?"))
        self.assertEqual(row.user_id, self.ana)

    def test_only_the_holder_answers(self):
        for user in (self.bia, self.boss):
            with self.assertRaises(AccessError):
                self._answer(self.channel, user)
        self.assertFalse(self._outbox(self.channel))

    def test_a_waiting_conversation_is_not_answered(self):
        self._rpc(self.ana, "discuss.channel", "action_pact_return", self.channel.ids)
        with self.assertRaises(AccessError):
            self._answer(self.channel)

    def test_window_at_its_edge(self):
        """C24: 23:59:59 after the customer wrote yes, 24:00:00 no."""
        wrote = self.channel.pact_identity_id.last_inbound_date
        with freeze_time(wrote + timedelta(hours=23, minutes=59, seconds=59)):
            self._answer(self.channel)
        with (
            freeze_time(wrote + timedelta(hours=24)),
            self.assertRaisesRegex(UserError, "24 hours"),
        ):
            self._answer(self.channel)
        self.assertEqual(len(self._outbox(self.channel)), 1)

    def test_window_is_asked_again_when_it_leaves(self):
        """C25: what was written in time but leaves too late is not sent."""
        self._answer(self.channel)
        row = self._outbox(self.channel)
        self._age_window(self.channel, hours=24)
        _provider, _account, parcel = row._parcel()
        self.assertEqual(parcel.kind, "window")

    def test_networks_without_a_window_are_unaffected(self):
        """C25: the rule is the official WhatsApp channel's, not everybody's."""
        provider = self.inbox._provider()
        self._age_window(self.channel, days=9)
        self.patch(type(provider), "window", None)
        self._answer(self.channel)
        self.assertTrue(self._outbox(self.channel))

    def test_long_text_travels_in_pieces(self):
        self._answer(self.channel, body="word " * 1500)
        rows = self._outbox(self.channel)
        self.assertEqual(len(rows), 2)
        self.assertTrue(all(len(row.text) <= 4096 for row in rows))

    def _attachment(self, **vals):
        return (
            self.env["ir.attachment"]
            .with_user(self.ana)
            .create(
                {
                    "name": "foto.png",
                    "raw": b"\x89PNG\r\n",
                    "mimetype": "image/png",
                    "res_model": "mail.compose.message",
                    **vals,
                }
            )
        )

    def test_one_picture_carries_the_text_as_its_caption(self):
        picture = self._attachment()
        self._answer(self.channel, body="Veja", attachment_ids=picture.ids)
        row = self._outbox(self.channel)
        self.assertEqual((row.text, row.attachment_id), ("Veja", picture))

    def test_several_files_follow_the_text(self):
        files = self._attachment() + self._attachment(name="b.png")
        self._answer(self.channel, body="Veja", attachment_ids=files.ids)
        rows = self._outbox(self.channel)
        self.assertEqual(rows.mapped("text"), ["Veja", "", ""])
        self.assertEqual(rows.attachment_id, files)

    def test_what_the_network_refuses_is_refused_at_once(self):
        """The sentence names the file and says what to do."""
        empty = self._attachment(name="vazio.png", raw=b"")
        with self.assertRaisesRegex(UserError, "vazio.png"):
            self._answer(self.channel, attachment_ids=empty.ids)

    def test_only_files_uploaded_for_it_are_sent(self):
        """Another file would stay its owner's to change after it was sent."""
        for loose in (
            self._attachment(res_model=False),
            self._attachment(res_model="res.users", res_id=self.ana.id),
            self._attachment().with_user(self.bia).copy(),
        ):
            with self.assertRaisesRegex(UserError, "Upload the file"):
                self._answer(self.channel, attachment_ids=loose.ids)

    def test_everyone_who_answered_is_listed(self):
        """P22: also after the conversation went to somebody else; searchable."""
        self._answer(self.channel)
        self._rpc(self.ana, "discuss.channel", "action_pact_return", self.channel.ids)
        self._take(self.channel, self.bia)
        self._answer(self.channel, self.bia)
        self.assertEqual(self.channel.pact_replier_ids, self.ana + self.bia)
        found = self.env["discuss.channel"].search(
            [("pact_replier_ids", "in", self.ana.ids)]
        )
        self.assertEqual(found, self.channel)
        typed = self.env["discuss.channel"].search(
            [("pact_replier_ids", "ilike", "ana_pact")]
        )
        self.assertEqual(typed, self.channel)

    def test_each_answer_names_its_author(self):
        """P22: whoever typed it is the author of the message."""
        message = self._answer(self.channel)
        self.assertEqual(message.author_id, self.ana.partner_id)

    def test_what_was_sent_is_not_edited(self):
        message = self._answer(self.channel)
        poster = self.channel.with_user(self.ana)
        with self.assertRaisesRegex(UserError, "cannot be changed"):
            poster._message_update_content(message, body="Outra coisa")

    def test_nested_posts_are_not_from_the_network(self):
        """A post within the network's own does not inherit its licence."""
        sentinel = self.env["discuss.channel"]._pact_from_network
        inner = self.channel.with_context(pact_from_network=sentinel)
        with self.assertRaises(AccessError):
            inner.with_user(self.bia).sudo().message_post(
                body="nested", message_type="comment", subtype_xmlid="mail.mt_comment"
            )

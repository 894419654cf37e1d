from odoo.tests import tagged

from .common import MARIA, OWN_NUMBER, PactCase


@tagged("post_install", "-at_install")
class TestKinds(PactCase):
    """Whatever a customer sends lands as something an agent can read."""

    def _shown(self, kind, content, **head):
        self._receive(self._element(kind, content, **head))
        return self._said(self._conversation())[-1]

    def _echo(self, kind="text", content=None, to=MARIA):
        element = self._element(kind, content or {"body": "Do telefone"}, OWN_NUMBER)
        self._accept(
            self._change("smb_message_echoes", message_echoes=[element | {"to": to}])
        )
        self._process()

    def test_text(self):
        self.assertEqual(
            str(self._shown("text", {"body": "Oi\nMaria"}).body), "<p>Oi<br>Maria</p>"
        )

    def test_location(self):
        body = self._shown(
            "location", {"latitude": -19.92, "longitude": -43.94, "name": "Praça"}
        ).body
        self.assertIn("Praça", body)
        self.assertIn("mlat=-19.92", body)

    def test_contacts(self):
        card = {
            "name": {"formatted_name": "Rita Dias"},
            "phones": [{"phone": "+55 31 3333-4444"}],
            "emails": [{"email": "rita@example.com"}],
        }
        body = self._shown("contacts", [card]).body
        for word in ("Rita Dias", "+55 31 3333-4444", "rita@example.com"):
            self.assertIn(word, body)

    def test_buttons_and_lists(self):
        for kind, content in (
            ("button", {"text": "Quero", "payload": "yes"}),
            (
                "interactive",
                {"type": "button_reply", "button_reply": {"id": "1", "title": "Quero"}},
            ),
            (
                "interactive",
                {"type": "list_reply", "list_reply": {"id": "1", "title": "Quero"}},
            ),
        ):
            self.assertIn("Quero", self._shown(kind, content).body)

    def test_what_stands_beside_the_words_is_shown_too(self):
        row = {"id": "1", "title": "Quero", "description": "Entrega amanhã"}
        form = {"name": "flow", "body": "Sent", "response_json": '{"cep": "30100"}'}
        product = {"catalog_id": "7", "product_retailer_id": "CX-12"}
        asking = {"context": {"referred_product": product}}
        for kind, content, head, word in (
            ("interactive", {"type": "list_reply", "list_reply": row}, {}, "amanhã"),
            ("interactive", {"type": "nfm_reply", "nfm_reply": form}, {}, "30100"),
            ("text", {"body": "?"}, asking, "CX-12"),
        ):
            with self.subTest(word):
                self.assertIn(word, self._shown(kind, content, **head).body)

    def test_order(self):
        item = {
            "product_retailer_id": "CX-12",
            "quantity": 3,
            "item_price": 9.5,
            "currency": "BRL",
        }
        body = self._shown("order", {"catalog_id": "7", "product_items": [item]}).body
        for word in ("CX-12", "3", "BRL"):
            self.assertIn(word, body)

    def test_every_kind_of_file_waits_to_be_fetched(self):
        for kind in ("image", "video", "audio", "document", "sticker"):
            with self.subTest(kind):
                content = {"id": "123", "mime_type": "image/jpeg", "caption": "Veja"}
                message = self._shown(kind, content)
                media = self.env["pact.media"].search([("message_id", "=", message.id)])
                self.assertEqual((media.ref, media.state), ("123", "waiting"))

    def test_a_file_without_words_says_that_it_comes(self):
        body = self._shown("image", {"id": "1", "mime_type": "image/png"}).body
        self.assertIn("A file is on its way", body)

    def test_forwarded(self):
        body = self._shown("text", {"body": "Veja"}, context={"forwarded": True}).body
        self.assertIn("Forwarded", body)
        self.assertIn("Veja", body)

    def test_quoted(self):
        uid = self._uid()
        self._write("primeira", uid=uid)
        answer = self._shown("text", {"body": "segunda"}, context={"id": uid})
        self.assertIn("primeira", answer.parent_id.body)

    def test_unsupported_and_unknown_are_kept_as_they_came(self):
        for kind, head in (
            ("unsupported", {"errors": [{"code": 131051}]}),
            ("hologram", {}),
        ):
            message = self._shown(kind, {"deep": ["thought"]}, **head)
            self.assertIn("The customer sent something", message.body)
            self.assertIn("deep", message.attachment_ids.raw.decode())

    def test_reaction_stands_on_its_message(self):
        uid = self._uid()
        channel = self._write(uid=uid)
        said = self._said(channel)
        self._receive(self._element("reaction", {"message_id": uid, "emoji": "👍"}))
        self.assertEqual(said.reaction_ids.content, "👍")
        self._receive(self._element("reaction", {"message_id": uid, "emoji": "🎉"}))
        self.assertEqual(said.reaction_ids.content, "🎉")
        self._receive(self._element("reaction", {"message_id": uid}))
        self.assertFalse(said.reaction_ids)
        self.assertEqual(len(self._said(channel)), 1)

    def test_reaction_told_twice_is_taken_back_once(self):
        """The network repeats itself, in any order."""
        uid, reaction_uid = self._uid(), self._uid()
        said = self._said(self._write(uid=uid))
        thumb = {"message_id": uid, "emoji": "👍"}
        self._receive(self._element("reaction", thumb, uid=reaction_uid))
        self._receive(self._element("reaction", {"message_id": uid}))
        self._receive(self._element("reaction", thumb, uid=reaction_uid))
        self.assertFalse(said.reaction_ids)

    def test_reaction_of_somebody_else_is_not_the_customers(self):
        """An afterthought counts where its sender spoke."""
        uid = self._uid()
        said = self._said(self._write(uid=uid))
        other = self._element(
            "reaction", {"message_id": uid, "emoji": "👎"}, "5531987650777"
        )
        self._receive(other)
        self.assertFalse(said.reaction_ids)

    def test_reaction_of_the_owner_is_not_the_customers(self):
        uid = self._uid()
        said = self._said(self._write(uid=uid))
        self._echo("reaction", {"message_id": uid, "emoji": "👍"})
        self.assertEqual(said.reaction_ids.partner_id, self.company.partner_id)

    def test_reaction_to_what_is_not_here_is_shown(self):
        body = self._shown("reaction", {"message_id": "wamid.none", "emoji": "👍"}).body
        self.assertIn("👍", body)

    def test_edit_leaves_what_was_said(self):
        uid = self._uid()
        channel = self._write("10 caixas", uid=uid)
        edit = {
            "original_message_id": uid,
            "message": {"type": "text", "text": {"body": "12 caixas"}},
        }
        new = self._shown("edit", edit)
        self.assertIn("12 caixas", new.body)
        self.assertEqual(new.parent_id, self._said(channel)[0])
        self.assertIn("10 caixas", new.parent_id.body)

    def test_revoke_leaves_what_was_said(self):
        uid = self._uid()
        channel = self._write("ops", uid=uid)
        note = self._shown("revoke", {"original_message_id": uid})
        self.assertIn("deleted by its sender", note.body)
        self.assertIn("ops", self._said(channel)[0].body)

    def test_deleted_after_the_end_opens_nothing(self):
        """An afterthought stands where the message is that it speaks of."""
        uid = self._uid()
        channel = self._write("ops", uid=uid)
        self._take(channel)
        self._rpc(self.ana, "discuss.channel", "action_pact_finish", channel.ids)
        self._receive(self._element("revoke", {"original_message_id": uid}))
        self.assertEqual(self._conversation(), channel)
        self.assertIn("deleted by its sender", self._said(channel)[-1].body)

    def test_click_on_an_ad(self):
        referral = {"source_url": "https://example.com/ad", "headline": "Oferta"}
        body = self._shown("text", {"body": "Quero"}, referral=referral).body
        self.assertIn("Oferta", body)

    def test_group_messages_stay_apart(self):
        """What is said in a group never acts on a private conversation."""
        private = self._write("em particular")
        self._receive(self._element(content={"body": "no grupo"}, group_id="G7"))
        self.assertEqual(len(self._said(private)), 1)
        group = self._conversation("group:G7")
        self.assertIn("no grupo", self._said(group).body)
        self.assertTrue(group.pact_is_group)
        self.assertFalse(private.pact_is_group)

    def test_what_the_owner_writes_on_the_phone_is_shown(self):
        """P22: it is marked as nobody's of the team."""
        channel = self._write()
        self._echo()
        echoed = self._said(channel)[-1]
        self.assertIn("Do telefone", echoed.body)
        self.assertEqual(echoed.author_id, self.company.partner_id)
        self.assertFalse(channel.pact_replier_ids)

    def test_what_the_owner_writes_on_the_phone_makes_nobody_wait(self):
        self._echo()
        self.assertEqual(self._conversation().pact_state, "finished")

    def test_news_of_the_account_stand_at_the_inbox(self):
        notice = {
            "field": "message_template_status_update",
            "value": {
                "event": "APPROVED",
                "message_template_id": 9_000_000_001,
                "message_template_name": "lembrete",
                "message_template_language": "pt_BR",
            },
        }
        self._accept(notice)
        self._process()
        self.assertIn("lembrete", self.inbox.message_ids[0].body)

    def test_a_restriction_stops_sending(self):
        self._accept({"field": "account_update", "value": {"event": "DISABLED_UPDATE"}})
        self._process()
        self.assertTrue(self.inbox.stop_reason)

from unittest import TestCase

from common import BIA, BIA_ID, MOMENT, RUI, SHOP, element, read_one
from providers.signals import Edit, Media, Message, Person, Reaction, Revoke, Unreadable

BIA_HERSELF = Person((BIA,), "+" + BIA)
CARD = {
    "name": {"formatted_name": "Davi Lima"},
    "phones": [{"phone": "+55 81 98765-0009"}, {"wa_id": "5581987650010"}, {}],
    "emails": [{"email": "davi@example.com"}],
    "org": {"company": "Padaria Aurora"},
}


class TestKinds(TestCase):
    def test_a_text_is_read_whole(self):
        self.assertEqual(
            read_one(element(text={"body": "Bom dia!\n*Urgente*"})),
            Message("wamid.1", BIA_HERSELF, MOMENT, "text", "Bom dia!\n*Urgente*"),
        )

    def test_a_file_waits_to_be_fetched(self):
        for kind, part, media, text in (
            (
                "image",
                {"id": "m1", "mime_type": "image/jpeg", "caption": "A vitrine"},
                Media("m1", "image/jpeg"),
                "A vitrine",
            ),
            (
                "video",
                {"id": 77, "mime_type": "video/mp4"},
                Media("77", "video/mp4"),
                "",
            ),
            (
                "audio",
                {"id": "m3", "mime_type": "audio/ogg; codecs=opus", "voice": True},
                Media("m3", "audio/ogg", is_voice=True),
                "",
            ),
            (
                "document",
                {"id": "m4", "mime_type": "text/csv", "filename": "a/../q.csv"},
                Media("m4", "text/csv", "q.csv"),
                "",
            ),
            (
                "sticker",
                {"id": "m5", "mime_type": "image/webp", "animated": True},
                Media("m5", "image/webp"),
                "",
            ),
            ("image", {"id": "m6"}, Media("m6", "application/octet-stream"), ""),
        ):
            with self.subTest(kind=kind, part=part):
                message = read_one(element(kind, **{kind: part}))
                found = (message.kind, message.media, message.text, message.raw)
                self.assertEqual(found, (kind, media, text, None))

    def test_what_an_agent_needs_is_in_the_details(self):
        for kind, part, text, details in (
            (
                "location",
                {"latitude": -8.06, "longitude": "-34.87", "name": "Marco Zero"},
                "",
                {"latitude": -8.06, "longitude": -34.87, "name": "Marco Zero"},
            ),
            (
                "button",
                {"payload": "yes:41", "text": "Confirmo"},
                "Confirmo",
                {"payload": "yes:41"},
            ),
            (
                "interactive",
                {"type": "button_reply", "button_reply": {"id": "b2", "title": "Não"}},
                "Não",
                {"type": "button_reply", "id": "b2"},
            ),
            (
                "interactive",
                {
                    "type": "list_reply",
                    "list_reply": {"id": "r1", "title": "Manhã", "description": "8-12"},
                },
                "Manhã",
                {"type": "list_reply", "id": "r1", "description": "8-12"},
            ),
            (
                "interactive",
                {
                    "type": "nfm_reply",
                    "nfm_reply": {
                        "name": "flow",
                        "body": "Sent",
                        "response_json": "{}",
                    },
                },
                "Sent",
                {"type": "nfm_reply", "name": "flow", "response": "{}"},
            ),
            (
                "order",
                {
                    "catalog_id": "c9",
                    "text": "Para hoje",
                    "product_items": [
                        {
                            "product_retailer_id": "BOLO-1",
                            "quantity": 2,
                            "item_price": "18.5",
                            "currency": "BRL",
                        }
                    ],
                },
                "Para hoje",
                {
                    "catalog": "c9",
                    "items": [
                        {
                            "ref": "BOLO-1",
                            "quantity": 2,
                            "price": 18.5,
                            "currency": "BRL",
                        }
                    ],
                },
            ),
        ):
            with self.subTest(kind=kind, part=part):
                message = read_one(element(kind, **{kind: part}))
                found = (message.kind, message.text, message.details)
                self.assertEqual(found, (kind, text, details))

    def test_shared_contacts_are_listed(self):
        message = read_one(
            element("contacts", contacts=[CARD, 5], origin="contact_request")
        )
        davi = {
            "name": "Davi Lima",
            "phones": ["+55 81 98765-0009", "5581987650010"],
            "emails": ["davi@example.com"],
            "organisation": "Padaria Aurora",
        }
        expected = {"contacts": [davi], "origin": "contact_request"}
        self.assertEqual(message.details, expected)

    def test_a_greeting_without_words_is_plain(self):
        message = read_one(element("request_welcome"))
        self.assertEqual((message.kind, message.raw), ("request_welcome", None))
        self.assertTrue(message.opens_window)

    def test_an_unsupported_kind_says_so_and_keeps_its_evidence(self):
        errors = [{"code": 131051, "title": "Unknown here"}]
        came = element("unsupported", unsupported={"type": "poll"}, errors=errors)
        message = read_one(came)
        self.assertEqual((message.kind, message.raw), ("unsupported", came))
        told = {"code": "131051", "detail": "Unknown here"}
        self.assertEqual(message.details, {"type": "poll", "errors": [told]})

    def test_an_unknown_kind_keeps_its_evidence(self):
        for kind in ("hologram", "", None, 7):
            with self.subTest(kind=kind):
                came = element(kind, hologram={"id": "h1"})
                message = read_one(came)
                self.assertEqual((message.kind, message.raw), ("unknown", came))
        self.assertEqual(message.details, {"type": "7"})

    def test_a_known_kind_without_content_keeps_its_evidence(self):
        for kind in ("text", "image", "interactive", "location", "contacts", "order"):
            for part in (None, 3, [], {}, [3], "x"):
                with self.subTest(kind=kind, part=part):
                    came = element(kind, **{kind: part})
                    message = read_one(came)
                    self.assertEqual((message.kind, message.raw), (kind, came))

    def test_media_that_could_not_be_had_says_why(self):
        errors = [{"code": 131052, "error_data": {"details": "File over the limit"}}]
        message = read_one(element("video", errors=errors))
        self.assertIsNone(message.media)
        told = [{"code": "131052", "detail": "File over the limit"}]
        self.assertEqual(message.details, {"errors": told})

    def test_errors_beside_the_messages_explain_them(self):
        message = read_one(element("interactive"), errors=[{"code": 131060}])
        self.assertEqual(message.details["errors"], [{"code": "131060", "detail": ""}])


class TestCircumstances(TestCase):
    def details_of(self, **parts):
        return read_one(element(text={"body": "Oi"}, **parts)).details

    def test_a_reply_names_what_it_quotes(self):
        context = {"id": "wamid.0", "from": SHOP}
        message = read_one(element(text={"body": "Sim"}, context=context))
        self.assertEqual(message.quoted_uid, "wamid.0")

    def test_a_forward_says_so(self):
        for key in ("forwarded", "frequently_forwarded"):
            self.assertEqual(self.details_of(context={key: True}), {"forwarded": True})
        self.assertEqual(self.details_of(context={"forwarded": False}), {})

    def test_a_product_is_named(self):
        context = {"id": "w", "referred_product": {"product_retailer_id": "BOLO-1"}}
        self.assertEqual(self.details_of(context=context), {"product": "BOLO-1"})

    def test_the_advertisement_they_came_through_is_told(self):
        referral = {
            "source_type": "ad",
            "source_id": "a1",
            "source_url": "https://example.com/ad",
            "headline": "Bolo de rolo",
            "body": "Só hoje",
            "ctwa_clid": "click-1",
        }
        told = {
            "type": "ad",
            "id": "a1",
            "url": "https://example.com/ad",
            "headline": "Bolo de rolo",
            "body": "Só hoje",
            "click": "click-1",
        }
        self.assertEqual(self.details_of(referral=referral), {"referral": told})

    def test_only_a_web_address_is_a_link(self):
        for url in ("javascript:alert(1)", "data:text/html,x", "//example.com"):
            with self.subTest(url=url):
                self.assertEqual(self.details_of(referral={"source_url": url}), {})


class TestActions(TestCase):
    def test_a_reaction_may_be_given_and_taken_back(self):
        for part, emoji in (
            ({"emoji": "👩🏽‍🚀"}, "👩🏽‍🚀"),
            ({"emoji": ""}, ""),
            ({}, ""),
        ):
            with self.subTest(part=part):
                came = element("reaction", reaction={"message_id": "wamid.0", **part})
                given = ("wamid.1", BIA_HERSELF, "wamid.0", emoji, MOMENT)
                expected = Reaction(*given, opens_window=True)
                self.assertEqual(read_one(came), expected)

    def test_an_edit_brings_new_words(self):
        for message, text in (
            ({"type": "text", "text": {"body": "Às 9h"}}, "Às 9h"),
            ({"type": "image", "image": {"id": "m", "caption": "Nova"}}, "Nova"),
            ({"type": "hologram"}, ""),
        ):
            with self.subTest(message=message):
                part = {"original_message_id": "wamid.0", "message": message}
                expected = Edit("wamid.1", BIA_HERSELF, "wamid.0", text, MOMENT)
                self.assertEqual(read_one(element("edit", edit=part)), expected)

    def test_a_message_may_be_taken_back(self):
        came = element("revoke", revoke={"original_message_id": "wamid.0"})
        expected = Revoke("wamid.1", BIA_HERSELF, "wamid.0", MOMENT)
        self.assertEqual(read_one(came), expected)

    def test_an_action_on_nothing_is_unreadable(self):
        for kind in ("reaction", "edit", "revoke"):
            for part in (None, 3, {}, {"message_id": "", "original_message_id": {}}):
                with self.subTest(kind=kind, part=part):
                    came = element(kind, **{kind: part})
                    self.assertEqual(read_one(came), Unreadable("no target", came))


class TestGroups(TestCase):
    def test_what_is_said_in_a_group_never_acts_in_private(self):
        target = {"message_id": "w", "original_message_id": "w"}
        for kind in ("text", "reaction", "edit", "revoke", "system", "hologram"):
            with self.subTest(kind=kind):
                came = element(kind, group_id="g1", **{kind: target | {"body": "Oi"}})
                message = read_one(came)
                self.assertIsInstance(message, Message)
                self.assertEqual(message.details["group"], "g1")
                self.assertFalse(message.opens_window)

    def test_what_speaks_of_a_message_quotes_it(self):
        corrected = {"type": "text", "text": {"body": "12"}}
        for kind, part, text in (
            ("reaction", {"message_id": "w", "emoji": "👍"}, "👍"),
            ("reaction", {"message_id": "w", "emoji": ""}, ""),
            ("edit", {"original_message_id": "w", "message": corrected}, "12"),
            ("revoke", {"original_message_id": "w"}, ""),
        ):
            with self.subTest(kind=kind, part=part):
                message = read_one(element(kind, group_id="g1", **{kind: part}))
                found = (message.kind, message.text, message.quoted_uid, message.raw)
                self.assertEqual(found, (kind, text, "w", None))

    def test_its_kind_and_author_are_kept(self):
        message = read_one(element(group_id="g1", text={"body": "Oi"}))
        found = (message.kind, message.text, message.person)
        self.assertEqual(found, ("text", "Oi", BIA_HERSELF))


class TestEchoes(TestCase):
    def echo(self, kind="text", **parts):
        came = element(kind, **{"from": SHOP, "to": BIA, **parts})
        return read_one(field="smb_message_echoes", message_echoes=[came])

    def test_words_typed_on_the_business_phone_are_ours(self):
        message = self.echo(text={"body": "Já saiu"})
        self.assertEqual((message.text, message.person), ("Já saiu", BIA_HERSELF))
        self.assertTrue(message.is_echo)
        self.assertFalse(message.opens_window)

    def test_the_customer_is_found_whichever_side_names_them(self):
        message = self.echo(**{"from": BIA, "to": "+" + SHOP}, text={"body": "x"})
        self.assertEqual(message.person, BIA_HERSELF)

    def test_the_customer_may_have_no_number(self):
        message = self.echo(to=None, to_user_id=BIA_ID, text={"body": "x"})
        self.assertEqual(message.person, Person((BIA_ID,)))

    def test_edits_revokes_and_reactions_are_ours_as_well(self):
        target = {"message_id": "w", "original_message_id": "w"}
        for kind in ("edit", "revoke", "reaction"):
            with self.subTest(kind=kind):
                self.assertTrue(self.echo(kind, **{kind: target}).is_echo)


class TestHistory(TestCase):
    def read(self, *messages, thread=BIA):
        threads = [{"id": thread, "messages": list(messages)}]
        return read_one(field="history", history=[{"threads": threads}])

    def test_old_messages_open_no_window(self):
        message = self.read(element(text={"body": "Em março"}))
        self.assertFalse(message.opens_window)
        self.assertTrue(message.is_history)
        self.assertFalse(message.is_echo)

    def test_our_own_are_told_apart(self):
        message = self.read(element(**{"from": SHOP}, text={"body": "Em março"}))
        self.assertTrue(message.is_echo)
        self.assertEqual(message.person, BIA_HERSELF)

    def test_the_thread_names_the_customer(self):
        message = self.read(element(**{"from": RUI}, text={"body": "?"}))
        self.assertEqual(message.person, BIA_HERSELF)

    def test_files_that_follow_belong_to_it(self):
        message = read_one(element("image", image={"id": "m1"}), field="history")
        self.assertTrue(message.is_history)
        self.assertFalse(message.opens_window)

    def test_a_refusal_is_a_notice(self):
        notice = read_one(field="history", history=[{"errors": [{"code": 2593109}]}])
        self.assertEqual((notice.subject, notice.event), ("errors", "2593109"))

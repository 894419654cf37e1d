from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from common import ACCOUNT, BIA, BIA_ID, SHOP_ID, always_the_same, whatsapp


def payload(build, *arguments, **options):
    return build(ACCOUNT, *arguments, tag="pact:7", **options).json


class TestText(TestCase):
    def test_the_whole_request(self):
        request = whatsapp.build_text(ACCOUNT, "+" + BIA, "Oi", tag="pact:7")
        url = f"https://graph.facebook.com/v25.0/{SHOP_ID}/messages"
        self.assertEqual((request.method, request.url), ("POST", url))
        self.assertEqual(request.headers, {"Authorization": "Bearer s3cret"})
        self.assertFalse(request.is_repeatable)
        self.assertEqual(
            request.json,
            {
                "messaging_product": "whatsapp",
                "recipient_type": "individual",
                "to": "+" + BIA,
                "type": "text",
                "text": {"body": "Oi", "preview_url": True},
                "biz_opaque_callback_data": "pact:7",
            },
        )

    def test_a_number_always_carries_its_plus(self):
        for recipient in (BIA, "+" + BIA):
            sent = payload(whatsapp.build_text, recipient, "Oi")
            self.assertEqual(sent["to"], "+" + BIA)
            self.assertNotIn("recipient", sent)

    def test_who_has_no_number_is_addressed_by_id(self):
        sent = payload(whatsapp.build_text, BIA_ID, "Oi")
        self.assertEqual(sent["recipient"], BIA_ID)
        self.assertNotIn("to", sent)

    def test_a_quote_names_the_message(self):
        sent = payload(whatsapp.build_text, BIA, "Oi", quoted_uid="wamid.1")
        self.assertEqual(sent["context"], {"message_id": "wamid.1"})

    def test_a_token_is_not_shown_by_accident(self):
        request = whatsapp.build_text(ACCOUNT, BIA, "Oi", tag="t")
        self.assertNotIn("s3cret", f"{request} {ACCOUNT}")


class TestMedia(TestCase):
    def test_a_table_of_kinds(self):
        for kind, options, content in (
            ("image", {"caption": "A loja"}, {"id": "m1", "caption": "A loja"}),
            ("image", {"filename": "a.png"}, {"id": "m1"}),
            ("video", {}, {"id": "m1"}),
            ("audio", {"is_voice": True}, {"id": "m1", "voice": True}),
            ("audio", {"filename": "a.ogg"}, {"id": "m1"}),
            (
                "document",
                {"filename": "n.pdf", "caption": "Nota", "is_voice": True},
                {"id": "m1", "filename": "n.pdf", "caption": "Nota"},
            ),
            ("sticker", {}, {"id": "m1"}),
        ):
            with self.subTest(kind=kind, options=options):
                sent = payload(whatsapp.build_media, BIA, kind, "m1", **options)
                self.assertEqual((sent["type"], sent[kind]), (kind, content))

    def test_words_are_never_dropped_in_silence(self):
        for kind in set(whatsapp.media_limits) - set(whatsapp.captioned_kinds):
            with self.subTest(kind=kind), self.assertRaises(ValueError):
                payload(whatsapp.build_media, BIA, kind, "m1", caption="Ouça")


class TestSplitText(TestCase):
    def test_a_table_of_texts(self):
        for text, pieces in (
            ("", []),
            (" \n ", []),
            ("Oi", ["Oi"]),
            ("x" * 4096, ["x" * 4096]),
            ("x" * 4097, ["x" * 4096, "x"]),
            ("x" * 4096 + "\ny", ["x" * 4096, "y"]),
            ("x" * 4097 + "\ny", ["x" * 4096, "x\ny"]),
            ("x" * 4000 + " " + "y" * 200, ["x" * 4000, "y" * 200]),
            ("a " + "x" * 4095, ["a " + "x" * 4094, "x"]),
            (
                "x" * 3000 + "\n" + "y" * 500 + " " + "z" * 900,
                ["x" * 3000, "y" * 500 + " " + "z" * 900],
            ),
        ):
            with self.subTest(text=text[:5], length=len(text)):
                self.assertEqual(whatsapp.split_text(text), pieces)

    @always_the_same
    @given(st.lists(st.text("ab \n", max_size=3000), max_size=6).map("".join))
    def test_no_word_is_lost_and_every_piece_fits(self, text):
        pieces = whatsapp.split_text(text)
        self.assertEqual("".join("".join(pieces).split()), "".join(text.split()))
        for piece in pieces:
            self.assertTrue(piece.strip())
            self.assertLessEqual(len(piece), whatsapp.text_limit)

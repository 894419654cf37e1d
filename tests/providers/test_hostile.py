import json
from dataclasses import asdict
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from common import (
    BIA,
    JSON,
    always_the_same,
    change,
    contact,
    element,
    read_one,
    whatsapp,
)
from providers.signals import Message, Unreadable

KINDS = st.sampled_from(
    [
        *("text", "image", "document", "location", "contacts", "button", "interactive"),
        *("order", "reaction", "edit", "revoke", "system", "unsupported", "hologram"),
    ]
)
FIELDS = st.sampled_from(
    [
        *("messages", "history", "smb_message_echoes", "user_preferences", ""),
        *("account_update", "standby"),
    ]
)
PARTS = st.sampled_from(
    [
        *("messages", "statuses", "errors", "contacts", "metadata", "history"),
        *("message_echoes", "threads", "user_preferences", "event"),
    ]
)


@st.composite
def broken_elements(draw):
    """Give an element of which any part may be anything."""
    kind = draw(KINDS)
    came = element(kind, status="failed", **{kind: draw(JSON)})
    parts = st.sampled_from(
        ["id", "from", "context", "referral", "errors", "timestamp"]
    )
    return came | draw(st.dictionaries(parts, JSON, max_size=2))


def assert_storable(signals):
    text = json.dumps(
        [asdict(signal) for signal in signals], default=str, allow_nan=False
    )
    assert "\\u0000" not in text
    json.dumps(json.loads(text), ensure_ascii=False).encode()


class TestAnything(TestCase):
    @always_the_same
    @given(JSON)
    def test_any_json_can_be_read(self, anything):
        assert_storable(whatsapp.read(anything))

    @always_the_same
    @given(FIELDS, st.dictionaries(PARTS, JSON | st.lists(JSON, max_size=3)))
    def test_any_value_of_any_field_can_be_read(self, field, value):
        signals = whatsapp.read({"field": field, "value": value})
        self.assertTrue(signals)
        assert_storable(signals)

    @always_the_same
    @given(st.lists(broken_elements(), max_size=3), FIELDS)
    def test_any_element_can_be_read(self, elements, field):
        parts = ("messages", "statuses", "message_echoes", "errors", "contacts")
        value = dict.fromkeys(parts, elements) | {"threads": [{"messages": elements}]}
        assert_storable(whatsapp.read({"field": field, "value": value}))


class TestPoison(TestCase):
    def test_one_poisoned_element_loses_no_other(self):
        for poison in (None, 7, "x", [], {}, {"id": "p"}, element("edit"), {"id": {}}):
            with self.subTest(poison=poison):
                good = [element(id=f"w{n}", text={"body": str(n)}) for n in range(4)]
                signals = whatsapp.read(change(*good[:2], poison, *good[2:]))
                self.assertIsInstance(signals.pop(2), Unreadable)
                self.assertEqual([signal.text for signal in signals], [*"0123"])

    def test_a_broken_list_loses_no_other_list(self):
        value = {"messages": 5, "statuses": [{"id": "w", "status": "sent"}]}
        broken, sent = whatsapp.read({"field": "messages", "value": value})
        self.assertEqual(broken, Unreadable("not a list", 5))
        self.assertEqual(sent.state, "sent")

    def test_a_change_that_says_nothing_is_kept(self):
        for came in (None, 7, {}, {"value": None}, {"value": {}}, change()):
            with self.subTest(came=came):
                (signal,) = whatsapp.read(came)
                self.assertIsInstance(signal, Unreadable)


class TestHostileTexts(TestCase):
    def test_a_table_of_texts(self):
        for came, expected in (
            ("a\0b", "ab"),
            ("a\x08b\x1b[31m", "ab[31m"),
            ("line\nnext\ttab", "line\nnext\ttab"),
            ("\ud83d", "\ufffd"),
            ("😀" * 10_000, "😀" * 10_000),
            ("x" * 70_000, "x" * 65_536),
            ("<script>alert(1)</script>", "<script>alert(1)</script>"),
            (7, "7"),
            (None, ""),
            (True, ""),
            ({"a": 1}, ""),
        ):
            with self.subTest(came=str(came)[:20]):
                message = read_one(element(text={"body": came}))
                self.assertEqual(message.text, expected)

    def test_a_table_of_names(self):
        for came, expected in (
            ("  Ana \n Souza\t", "Ana Souza"),
            ("Ana\u202egpj.exe", "Anagpj.exe"),
            ("A" * 500, "A" * 200),
            ("👩🏽‍🚀 Ana", "👩🏽‍🚀 Ana"),
            ("A\0na", "Ana"),
            ({"first": "Ana"}, ""),
        ):
            with self.subTest(came=came):
                card = contact(BIA, name=came)
                message = read_one(element(text={"body": "x"}), contacts=[card])
                self.assertEqual(message.person.name, expected)

    def test_a_table_of_file_names(self):
        for came, expected in (
            ("../../etc/passwd", "passwd"),
            ("C:\\temp\\nota.pdf", "nota.pdf"),
            (".htaccess", "htaccess"),
            ("..", ""),
            ("/", ""),
            ("nota\n\0.pdf", "nota .pdf"),
            ("nota\u202efdp.exe", "notafdp.exe"),
            ("n" * 300 + ".pdf", "n" * 196 + ".pdf"),
            ("n" * 300, "n" * 200),
            (None, ""),
            (["a"], ""),
        ):
            with self.subTest(came=came):
                part = {"id": "m1", "filename": came}
                message = read_one(element("document", document=part))
                self.assertEqual(message.media.filename, expected)

    def test_a_table_of_mime_types(self):
        for came, expected in (
            ("IMAGE/PNG", "image/png"),
            ("audio/ogg; codecs=opus", "audio/ogg"),
            ("text/html\r\nX-Evil: 1", "application/octet-stream"),
            ("nonsense", "application/octet-stream"),
            (None, "application/octet-stream"),
        ):
            with self.subTest(came=came):
                part = {"id": "m1", "mime_type": came}
                message = read_one(element("image", image=part))
                self.assertEqual(message.media.mime_type, expected)

    def test_an_id_too_long_to_be_real_is_none(self):
        self.assertIsInstance(read_one(element(id="w" * 512, text={})), Message)
        self.assertIsInstance(read_one(element(id="w" * 513, text={})), Unreadable)

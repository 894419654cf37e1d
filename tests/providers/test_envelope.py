import hashlib
import hmac
import json
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from common import ACCOUNT_ID, JSON, SHOP_ID, TEXTS, always_the_same, whatsapp

SECRET = "maracatu"
# As Meta writes it: escaped, so that any re-serialisation would change the digest.
BODY = rb'{"entry": [{"id":"9\/1","say":"Ol\u00e1 \ud83d\udc4b"}]}'
DIGEST = hmac.new(SECRET.encode(), BODY, hashlib.sha256).hexdigest()


def query(**parts):
    asked = {"mode": "subscribe", "verify_token": "frevo", "challenge": "4711"} | parts
    return {f"hub.{key}": value for key, value in asked.items() if value is not None}


class TestHandshake(TestCase):
    def test_the_challenge_is_echoed_to_who_knows_the_token(self):
        self.assertEqual(whatsapp.handshake(query(), "frevo"), "4711")

    def test_anything_else_is_refused(self):
        for reason, asked, token in (
            ("wrong token", query(verify_token="samba"), "frevo"),
            ("no token given", query(verify_token=None), "frevo"),
            ("no token set", query(verify_token=""), ""),
            ("other mode", query(mode="unsubscribe"), "frevo"),
            ("no mode", query(mode=None), "frevo"),
            ("no challenge", query(challenge=None), "frevo"),
            ("empty challenge", query(challenge=""), "frevo"),
            ("odd token", query(verify_token="fre\ud800vo"), "frevo"),
        ):
            with self.subTest(reason):
                self.assertIsNone(whatsapp.handshake(asked, token))


class TestIsGenuine(TestCase):
    def test_the_signature_is_over_the_very_bytes(self):
        self.assertTrue(whatsapp.is_genuine(SECRET, f"sha256={DIGEST}", BODY))
        again = json.dumps(json.loads(BODY)).encode()
        self.assertFalse(whatsapp.is_genuine(SECRET, f"sha256={DIGEST}", again))

    def test_anything_else_is_refused(self):
        for reason, signature in (
            ("none", None),
            ("empty", ""),
            ("no prefix", DIGEST),
            ("another algorithm", f"sha1={DIGEST[:40]}"),
            ("upper case", f"sha256={DIGEST.upper()}"),
            ("cut short", f"sha256={DIGEST[:-1]}"),
            ("line after it", f"sha256={DIGEST}\n"),
            ("not ASCII", "sha256=" + "é" * 64),
            ("other digits", "sha256=" + "٣" * 64),
            ("of another body", f"sha256={'0' * 64}"),
        ):
            with self.subTest(reason):
                self.assertFalse(whatsapp.is_genuine(SECRET, signature, BODY))

    def test_without_a_secret_nothing_is_genuine(self):
        digest = hmac.new(b"", BODY, hashlib.sha256).hexdigest()
        self.assertFalse(whatsapp.is_genuine("", f"sha256={digest}", BODY))

    def test_another_secret_is_refused(self):
        self.assertFalse(whatsapp.is_genuine("ciranda", f"sha256={DIGEST}", BODY))

    @always_the_same
    @given(TEXTS, TEXTS, st.binary(max_size=20))
    def test_no_signature_raises(self, secret, signature, body):
        self.assertFalse(whatsapp.is_genuine(secret, signature, body))


class TestRoute(TestCase):
    def test_messages_go_to_their_number_and_news_to_the_account(self):
        value = {"metadata": {"phone_number_id": int(SHOP_ID)}}
        news = {"field": "account_update", "value": {"event": "X"}}
        changes = [{"field": "messages", "value": value}, news]
        payload = {"entry": [{"id": ACCOUNT_ID, "time": 5, "changes": changes}]}
        told = {"account": ACCOUNT_ID, "time": 5}
        self.assertEqual(
            whatsapp.route(payload),
            [
                (SHOP_ID, told | {"field": "messages", "value": value}),
                (ACCOUNT_ID, told | news),
            ],
        )

    def test_what_is_no_object_is_skipped_and_the_rest_is_kept(self):
        changes = [None, 3, {"value": {"a": 1}}, "x"]
        entries = [7, None, {"changes": {}}, {"id": "12", "changes": changes}]
        ((address, change),) = whatsapp.route({"entry": entries})
        self.assertEqual((address, change["value"]), ("12", {"a": 1}))
        self.assertEqual(change["field"], "")

    def test_what_cannot_be_stored_is_cleaned_on_the_way(self):
        deep = []
        for _ in range(200):
            deep = [deep]
        value = {"nul\0": "a\0b\ud800", "odd": float("nan"), "deep": deep}
        payload = {"entry": [{"id": "1", "changes": [{"value": value}]}]}
        ((_, change),) = whatsapp.route(payload)
        self.assertEqual(change["value"]["nul"], "ab\ufffd")
        self.assertIsNone(change["value"]["odd"])
        self.assertIn("…", json.dumps(change["value"]["deep"], ensure_ascii=False))

    @always_the_same
    @given(JSON)
    def test_no_payload_raises(self, payload):
        entry = {"id": payload, "changes": [{"value": payload, "field": payload}]}
        for body in (payload, {"entry": payload}, {"entry": [payload, entry]}):
            for address, change in whatsapp.route(body):
                self.assertTrue(address)
                json.dumps(change, allow_nan=False, ensure_ascii=False).encode()

import hashlib
import hmac
import json

from odoo.tests import HttpCase, tagged

from .common import PactCase

MEBIBYTE = 1024 * 1024


@tagged("post_install", "-at_install")
class TestWebhook(PactCase, HttpCase):
    """The door that everybody on the internet can knock at."""

    def setUp(self):
        super().setUp()
        self.path = f"/pact/webhook/whatsapp/{self.inbox.webhook_key}"
        self.body = json.dumps(
            self._payload(self._change(messages=[self._element()]))
        ).encode()

    def _post(self, body=None, signature=None, path=None):
        body = self.body if body is None else body
        headers = {"Content-Type": "application/json"}
        if signature is not False:
            headers["X-Hub-Signature-256"] = signature or self._sign(body)
        return self.url_open(path or self.path, data=body, headers=headers)

    def _sign(self, body, secret="secret-of-the-test", digest=hashlib.sha256):
        return "sha256=" + hmac.new(secret.encode(), body, digest).hexdigest()

    def _events(self):
        return self.env["pact.event"].search_count([("inbox_id", "=", self.inbox.id)])

    def _assert_refused(self, status, response):
        self.assertEqual(response.status_code, status)
        self.assertNotIn("Traceback", response.text)
        self.assertFalse(self._events())

    def test_genuine(self):
        response = self._post()
        self.assertEqual((response.status_code, response.text), (200, ""))
        self.assertEqual(self._events(), 1)
        self.assertNotIn("Set-Cookie", response.headers)

    def test_signature_is_over_the_raw_bytes(self):
        """Escapes and white space of the sender's own choice do not break it."""
        escaped = self.body.replace(b"whatsapp", b"\\u0077hatsapp").replace(
            b":", b" : "
        )
        self.assertEqual(self._post(escaped).status_code, 200)

    def test_without_signature(self):
        self._assert_refused(401, self._post(signature=False))

    def test_wrong_signatures(self):
        good = self._sign(self.body)
        for wrong in (
            self._sign(self.body, "another secret"),
            self._sign(b"another body"),
            good.upper(),
            good.removeprefix("sha256="),
            "sha1=" + good[7:47],
            "sha256=é".encode("latin-1").decode("latin-1"),
            "sha256=",
        ):
            with self.subTest(wrong[:20]):
                self._assert_refused(403, self._post(signature=wrong))

    def test_not_json(self):
        for body in (b"{", b"null", b"[]", b'"text"', b"\xff\xfe", b"[" * 100_000):
            with self.subTest(body[:10]):
                self._assert_refused(400, self._post(body))

    def test_strange_json_is_taken_and_forgotten(self):
        for body in (
            b"{}",
            b'{"entry": 7}',
            b'{"entry": [{"changes": {"a": 1}}]}',
            b'{"entry": [null, [], "x", {"id": {}, "changes": [1, {}]}]}',
        ):
            with self.subTest(body):
                self.assertEqual(self._post(body).status_code, 200)
                self.assertFalse(self._events())

    def test_too_big(self):
        self._assert_refused(413, self._post(b" " * (3 * MEBIBYTE + 1)))

    def test_unknown_addresses(self):
        for path in (
            "/pact/webhook/whatsapp/unknown",
            f"/pact/webhook/telegram/{self.inbox.webhook_key}",
            f"/pact/webhook/whatsapp/{self.inbox.webhook_key}x",
            "/pact/webhook/whatsapp/%00",
            "/pact/webhook/%00/x",
        ):
            with self.subTest(path):
                self._assert_refused(404, self._post(path=path))

    def test_an_archived_inbox_still_listens(self):
        """C13, P20: what customers write to it is kept, as genuine as ever."""
        self.inbox.active = False
        self.assertEqual(self._post().status_code, 200)
        self.assertEqual(self._events(), 1)
        self.assertEqual(self._post(signature="sha256=0").status_code, 403)

    def test_an_inbox_without_secret_believes_nobody(self):
        """Anybody can sign with a secret that is not there."""
        self.inbox.app_secret = False
        self._assert_refused(403, self._post(signature=self._sign(self.body, "")))

    def test_the_handshake_is_remembered(self):
        """C13: the step is done when the network really asked, and got its answer."""
        query = "?hub.mode=subscribe&hub.challenge=7&hub.verify_token="
        self.url_open(f"{self.path}{query}wrong")
        self.assertFalse(self.inbox.verified_date)
        self.url_open(f"{self.path}{query}{self.inbox.verify_token}")
        self.env.invalidate_all()
        self.assertTrue(self.inbox.verified_date)

    def test_a_number_that_is_nobodys(self):
        body = self.body.replace(self.inbox.number_ref.encode(), b"1")
        body = body.replace(self.inbox.account_ref.encode(), b"2")
        response = self._post(body)
        self.assertEqual(response.status_code, 200)
        self.assertFalse(self._events())

    def test_hostile_characters_are_kept(self):
        """NUL and lone surrogates, which PostgreSQL takes neither of."""
        element = self._element(content={"body": "a\x00b \ud800"})
        body = json.dumps(self._payload(self._change(messages=[element]))).encode()
        self.assertEqual(self._post(body).status_code, 200)
        self._process()
        self.assertTrue(self._conversation())

    def _handshake(self, **query):
        query = {
            "hub.mode": "subscribe",
            "hub.verify_token": self.inbox.verify_token,
            "hub.challenge": "<b>42</b>",
        } | query
        pairs = "&".join(f"{key}={value}" for key, value in query.items() if value)
        return self.url_open(f"{self.path}?{pairs}")

    def test_handshake(self):
        """The challenge comes back bare, and as nothing a browser would run."""
        response = self._handshake()
        self.assertEqual((response.status_code, response.text), (200, "<b>42</b>"))
        self.assertTrue(response.headers["Content-Type"].startswith("text/plain"))

    def test_refused_handshakes(self):
        for query in (
            {"hub.verify_token": "wrong"},
            {"hub.verify_token": None},
            {"hub.mode": "unsubscribe"},
            {"hub.challenge": None},
        ):
            with self.subTest(query):
                self.assertEqual(self._handshake(**query).status_code, 403)

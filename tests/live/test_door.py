"""What knocks at the webhook without being a message for us leaves no trace."""

import http.client
import json

import webhooks

from common import Live

TOO_BIG = 3 * 1024 * 1024 + 1
STRANGER = "909090909090909"


class TestDoor(Live):
    def setUp(self):
        super().setUp()
        query = "SELECT webhook_key FROM pact_inbox WHERE number_ref = %s"
        [(key,)] = self.sql(query, webhooks.NUMBER)
        self.path = f"/pact/webhook/whatsapp/{key}"
        self.payload = webhooks.texts(("wamid.door", "+351930000000", "Toc toc"))
        self.kept = self.events()

    def test_only_the_right_signature_is_let_in(self):
        """None is 401, and so is SHA-1 alone; a wrong one is 403."""
        for mode, status in (
            ("none", 401),
            ("sha1", 401),
            ("wrong", 403),
            ("other", 403),
        ):
            with self.subTest(mode):
                self.assert_refused(status, self.payload, mode=mode)

    def test_what_is_no_json_object_is_refused(self):
        for body in (b"", b"oi", b"[]", b'"oi"', b"{", b"\xff{}", b"[" * 100_000):
            with self.subTest(body[:10]):
                self.assert_refused(400, body)

    def test_what_is_too_big_is_refused_unread(self):
        self.assert_refused(413, b" " * TOO_BIG)

    def test_what_hides_its_size_is_refused(self):
        """Chunked, without a Content-Length, even when it is rightly signed."""
        body = json.dumps(self.payload).encode().ljust(TOO_BIG)
        self.assertIn(self.post_in_chunks(body), range(400, 500))
        self.assertEqual(self.events(), self.kept)

    def test_an_address_that_is_not_ours_does_not_exist(self):
        for path in (
            self.path + "x",
            self.path.replace("whatsapp", "telegram"),
            "/pact/webhook/whatsapp/",
        ):
            with self.subTest(path):
                self.assert_refused(404, self.payload, path=path)

    def test_news_of_a_number_that_is_nobodys_is_thanked_for_and_forgotten(self):
        payload = webhooks.texts(("wamid.lost", "+351930000000", "Oi"), number=STRANGER)
        payload["entry"][0]["id"] = STRANGER
        answer = webhooks.post(self.product.url + self.path, payload)
        self.assertEqual((answer.status_code, answer.text), (200, ""))
        self.assertEqual(self.events(), self.kept)

    def assert_refused(self, status, payload, *, mode="good", path=None):
        answer = webhooks.post(self.product.url + (path or self.path), payload, mode)
        self.assertEqual(answer.status_code, status)
        self.assertNotIn("Traceback", answer.text)
        self.assertNotIn("odoo/", answer.text)
        self.assertEqual(self.events(), self.kept)

    def post_in_chunks(self, body):
        """Send ``body`` without saying how long it is; return the status."""
        host = self.product.url.removeprefix("http://")
        connection = http.client.HTTPConnection(host, timeout=20)
        self.addCleanup(connection.close)
        headers = webhooks.signature.headers(webhooks.SECRET, body)
        pieces = (body[at : at + 65536] for at in range(0, len(body), 65536))
        connection.request("POST", self.path, pieces, headers, encode_chunked=True)
        return connection.getresponse().status

    def events(self):
        return self.sql("SELECT id FROM pact_event ORDER BY id")

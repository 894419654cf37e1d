from dataclasses import replace
from unittest import TestCase

from common import ACCOUNT, SHOP_ID, whatsapp
from providers.signals import Failure
from providers.transport import Request

LOCAL = replace(ACCOUNT, base_url="http://127.0.0.1:8010/v25.0")
HOSTED = replace(ACCOUNT, base_url="https://gateway.example.com/v25.0")


class TestCheckMedia(TestCase):
    def test_a_table_of_files(self):
        for mime_type, size, kind in (
            ("image/jpeg", 5_000_000, "image"),
            ("image/png", 1, "image"),
            ("image/gif", 1, "document"),
            ("image/svg+xml", 1, "document"),
            ("image/webp", 100_000, "sticker"),
            ("image/webp", 100_001, "document"),
            ("video/mp4", 16_000_000, "video"),
            ("Audio/OGG; codecs=opus", 16_000_000, "audio"),
            ("audio/wav", 1, "document"),
            ("application/pdf", 100_000_000, "document"),
            ("", 1, "document"),
        ):
            with self.subTest(mime_type=mime_type, size=size):
                self.assertEqual(whatsapp.check_media(mime_type, size), kind)

    def test_what_is_too_big_for_its_kind_or_empty_is_refused(self):
        """The network refuses it as a document too."""
        for mime_type, size, code in (
            ("image/jpeg", 5_000_001, "too_big"),
            ("video/mp4", 16_000_001, "too_big"),
            ("audio/mpeg", 16_000_001, "too_big"),
            ("application/pdf", 100_000_001, "too_big"),
            ("image/webp", 100_000_001, "too_big"),
            ("image/jpeg", 0, "empty"),
            ("application/pdf", 0, "empty"),
        ):
            with self.subTest(mime_type=mime_type, size=size):
                failure = whatsapp.check_media(mime_type, size)
                self.assertIsInstance(failure, Failure)
                self.assertEqual((failure.kind, failure.code), ("rejected", code))


class TestUpload(TestCase):
    def test_a_file_goes_to_its_number(self):
        request = whatsapp.build_upload(ACCOUNT, "n.pdf", "application/pdf", b"%PDF")
        url = f"https://graph.facebook.com/v25.0/{SHOP_ID}/media"
        self.assertEqual((request.method, request.url), ("POST", url))
        self.assertEqual(request.files, {"file": ("n.pdf", b"%PDF", "application/pdf")})
        expected = {"messaging_product": "whatsapp", "type": "application/pdf"}
        self.assertEqual(request.data, expected)

    def test_what_the_network_does_not_know_is_given_as_bytes(self):
        for mime_type in ("image/gif", "application/zip", "text/csv", "", "text/html"):
            request = whatsapp.build_upload(ACCOUNT, "n.x", mime_type, b"x")
            self.assertEqual(request.data["type"], "application/octet-stream")
            self.assertEqual(request.files["file"][2], "application/octet-stream")

    def test_a_picture_too_big_for_a_sticker_is_given_as_bytes(self):
        content = b"x" * 100_001
        request = whatsapp.build_upload(ACCOUNT, "n.webp", "image/webp", content)
        self.assertEqual(request.data["type"], "application/octet-stream")

    def test_uploading_twice_does_no_harm(self):
        request = whatsapp.build_upload(ACCOUNT, "n.pdf", "application/pdf", b"%PDF")
        self.assertTrue(request.is_repeatable)


class TestLookup(TestCase):
    def test_an_id_cannot_climb_to_another_path(self):
        request = whatsapp.build_lookup(ACCOUNT, "../me?x=1#")
        base, _, query = request.url.partition("?phone_number_id=")
        expected = "https://graph.facebook.com/v25.0/..%2Fme%3Fx%3D1%23"
        self.assertEqual((base, query), (expected, SHOP_ID))


class TestDownload(TestCase):
    def assert_trusted(self, account, url):
        headers = {"Authorization": "Bearer s3cret"}
        expected = Request("GET", url, headers=headers)
        self.assertEqual(whatsapp.build_download(account, url), expected)

    def assert_refused(self, account, url):
        failure = whatsapp.build_download(account, url)
        self.assertIsInstance(failure, Failure)
        self.assertEqual((failure.kind, failure.code), ("rejected", "untrusted_host"))

    def test_our_token_goes_to_hosts_we_expect(self):
        for account, url in (
            (ACCOUNT, "https://lookaside.fbsbx.com/whatsapp/?mid=1&ext=2"),
            (ACCOUNT, "https://lookaside.fbsbx.com:443/a"),
            (ACCOUNT, "https://scontent.fbcdn.net/a"),
            (ACCOUNT, "https://mmg.whatsapp.net/a"),
            (ACCOUNT, "https://graph.facebook.com/a"),
            (HOSTED, "https://gateway.example.com/a"),
            (LOCAL, "http://127.0.0.1:8010/a"),
            (LOCAL, "http://127.0.0.1:9999/a"),
            (LOCAL, "http://localhost:9999"),
        ):
            with self.subTest(url=url):
                self.assert_trusted(account, url)

    def test_our_token_goes_nowhere_else(self):
        for account, url in (
            (ACCOUNT, "https://evil.example.com/a"),
            (ACCOUNT, "http://lookaside.fbsbx.com/a"),
            (ACCOUNT, "https://lookaside.fbsbx.com:8443/a"),
            (ACCOUNT, "https://fbsbx.com.evil.example.com/a"),
            (ACCOUNT, "https://evilfbsbx.com/a"),
            (ACCOUNT, "https://lookaside.fbsbx.com@evil.example.com/a"),
            (ACCOUNT, "https://evil.example.com\\@lookaside.fbsbx.com/a"),
            (ACCOUNT, "https://evil.example.com#.fbsbx.com/a"),
            (ACCOUNT, "https://evil.example.com/.fbsbx.com"),
            (ACCOUNT, "https://lookaside.fbsbx.com./a"),
            (ACCOUNT, "https://lookaside.fbsbx.com/a\r\nX: 1"),
            (ACCOUNT, "https://lookaside.fbsbx.com/a b"),
            (ACCOUNT, "file:///etc/passwd"),
            (ACCOUNT, "//lookaside.fbsbx.com/a"),
            (ACCOUNT, "http://127.0.0.1:8010/a"),
            (ACCOUNT, "http://169.254.169.254/latest"),
            (ACCOUNT, ""),
            (HOSTED, "https://graph.facebook.com/a"),
            (HOSTED, "http://gateway.example.com/a"),
            (HOSTED, "http://localhost/a"),
            (LOCAL, "http://169.254.169.254/latest"),
            (LOCAL, "http://127.0.0.1.example.com/a"),
        ):
            with self.subTest(url=url):
                self.assert_refused(account, url)

import gzip
import os
import socket
import ssl
import tempfile
from dataclasses import replace
from unittest import TestCase
from unittest.mock import Mock, patch

import requests
from loopback import hangs_up, http, resets, says, serving, stays_silent
from urllib3 import exceptions as connection

from providers import transport
from providers.signals import Failure
from providers.transport import Request, Response

POST = Request("POST", "", headers={"Authorization": "Bearer s3cret"}, json={"a": "é"})
GET = Request("GET", "", headers={"Authorization": "Bearer s3cret"})
REPEATABLE = replace(POST, is_repeatable=True)


def send(request, url, **options):
    with requests.Session() as session:
        return transport.send(session, replace(request, url=url), **options)


class TestSend(TestCase):
    def test_an_answer_is_an_answer_whatever_it_says(self):
        for status, code in (("200 OK", 200), ("404 No", 404), ("503 Busy", 503)):
            said = says(http(b"{}", status, Content_Length=2, X_Note="Oi"))
            with self.subTest(status=status), serving(said) as url:
                response = send(POST, url)
                self.assertIsInstance(response, Response)
                self.assertEqual((response.status, response.body), (code, b"{}"))
                self.assertEqual(response.headers["x-note"], "Oi")

    def test_the_request_arrives_as_built(self):
        came = []

        def listen(link, request):
            came.append(request)
            link.sendall(http())

        upload = Request("POST", "", data={"type": "x"}, files={"file": ("n", b"%PDF")})
        with serving(listen) as url:
            send(POST, url + "/v1/messages")
            send(upload, url)
        self.assertTrue(came[0].startswith(b"POST /v1/messages HTTP/1.1\r\n"))
        self.assertIn(b"Authorization: Bearer s3cret\r\n", came[0])
        self.assertTrue(came[0].endswith(b'{"a": "\\u00e9"}'))
        self.assertIn(b"%PDF", came[1])

    def test_a_redirect_is_not_followed(self):
        came = []
        with serving(lambda link, request: came.append(request)) as elsewhere:
            moved = says(http(status="302 Found", Location=elsewhere))
            with serving(moved) as url:
                self.assertEqual(send(GET, url).status, 302)
        self.assertEqual(came, [])

    def test_a_netrc_does_not_replace_our_token(self):
        came = []

        def listen(link, request):
            came.append(request)
            link.sendall(http())

        with tempfile.NamedTemporaryFile("w", suffix="netrc") as file:
            file.write("machine 127.0.0.1 login somebody password else\n")
            file.flush()
            with patch.dict(os.environ, {"NETRC": file.name}), serving(listen) as url:
                send(GET, url)
        self.assertIn(b"Authorization: Bearer s3cret\r\n", came[0])


class TestLimit(TestCase):
    def test_a_table_of_sizes(self):
        for request, limit, size, expected in (
            (GET, 10, 10, 10),
            (GET, 10, 11, "rejected"),
            (REPEATABLE, 10, 11, "rejected"),
            (POST, 10, 11, "uncertain"),
            (GET, None, transport.ANSWER_LIMIT, transport.ANSWER_LIMIT),
            (GET, None, transport.ANSWER_LIMIT + 1, "rejected"),
        ):
            said = says(http(b"x" * size))
            with self.subTest(limit=limit, size=size), serving(said) as url:
                told = send(request, url, limit=limit)
                found = told.kind if isinstance(told, Failure) else len(told.body)
                self.assertEqual(found, expected)

    def test_a_small_file_that_unpacks_to_a_big_one_is_refused(self):
        packed = gzip.compress(b"\0" * 100_000)
        with serving(says(http(packed, Content_Encoding="gzip"))) as url:
            self.assertEqual(send(GET, url, limit=50_000).kind, "rejected")
        with serving(says(http(packed, Content_Encoding="gzip"))) as url:
            self.assertEqual(len(send(GET, url, limit=100_000).body), 100_000)


class TestTrouble(TestCase):
    def assert_kinds(self, behave, *, post, get="busy"):
        for request, kind in ((POST, post), (GET, get), (REPEATABLE, get)):
            with self.subTest(request=request), serving(behave) as url:
                self.assertEqual(send(request, url).kind, kind)

    def test_a_connection_that_ends_after_our_words_leaves_doubt(self):
        self.assert_kinds(hangs_up, post="uncertain")

    def test_a_reset_after_our_words_leaves_doubt(self):
        self.assert_kinds(resets, post="uncertain")

    def test_silence_leaves_doubt(self):
        with patch.object(transport, "TIMEOUT", (1, 0.2)):
            self.assert_kinds(stays_silent, post="uncertain")

    def test_half_an_answer_leaves_doubt(self):
        self.assert_kinds(says(http(b"{", Content_Length=20)), post="uncertain")

    def test_what_is_not_http_leaves_doubt(self):
        self.assert_kinds(says(b"220 smtp ready\r\n\r\n"), post="uncertain")

    def test_a_closed_door_may_be_tried_again(self):
        with socket.create_server(("127.0.0.1", 0)) as server:
            url = f"http://127.0.0.1:{server.getsockname()[1]}"
        for request in (POST, GET):
            self.assertEqual(send(request, url).kind, "busy")

    def test_an_unknown_name_may_be_tried_again(self):
        with patch("socket.getaddrinfo", side_effect=socket.gaierror):
            failure = send(POST, "http://graph.example.com/")
        self.assertEqual(failure.kind, "busy")

    def test_a_certificate_we_refused_saw_nothing_of_ours(self):
        refused = connection.SSLError(ssl.SSLCertVerificationError("self-signed"))
        error = requests.exceptions.SSLError(
            connection.MaxRetryError(None, "", refused)
        )
        session = Mock(request=Mock(side_effect=error))
        self.assertEqual(transport.send(session, POST).kind, "busy")

    def test_settings_that_cannot_work_are_the_accounts(self):
        for url, token in (
            ("nonsense", "t"),
            ("http://", "t"),
            ("ftp://127.0.0.1/", "t"),
            ("http://[", "t"),
            ("http://127.0.0.1:1/", "two\r\nlines"),
            ("http://127.0.0.1:1/", "tôken\u2019"),
        ):
            request = replace(POST, headers={"Authorization": f"Bearer {token}"})
            with self.subTest(url=url, token=token):
                self.assertEqual(send(request, url).kind, "account")

    def test_no_failure_quotes_an_address(self):
        with serving(hangs_up) as url:
            failure = send(POST, url + "/bot77:s3cret/sendMessage")
        self.assertEqual(failure, Failure("uncertain", "network", "ConnectionError"))

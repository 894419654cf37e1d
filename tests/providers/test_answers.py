import json
from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from common import BIA, BIA_ID, JSON, always_the_same, answer, whatsapp
from providers.signals import Failure
from providers.transport import Accepted

READERS = (
    whatsapp.read_answer,
    whatsapp.read_upload,
    whatsapp.read_lookup,
    whatsapp.read_download,
)


def graph(status, code, **headers):
    body = json.dumps({"error": {"code": code, "message": "Oh"}}).encode()
    return answer(status, body, **headers)


class TestAnswer(TestCase):
    def test_an_accepted_message_has_its_id_and_theirs(self):
        body = {
            "contacts": [{"input": "+" + BIA, "wa_id": BIA, "user_id": BIA_ID}],
            "messages": [{"id": "wamid.5", "message_status": "accepted"}],
        }
        told = whatsapp.read_answer(answer(body=json.dumps(body).encode()))
        self.assertEqual(told, Accepted("wamid.5", (BIA_ID, BIA)))

    def test_the_code_decides_and_never_the_status(self):
        for status, code, kind in (
            (400, 130429, "throttled"),
            (429, 130429, "throttled"),
            (500, 131047, "window"),
            (200, 190, "account"),
            (500, 131000, "busy"),
            (429, 424242, "rejected"),
            (400, "131056", "recipient_throttled"),
        ):
            with self.subTest(status=status, code=code):
                expected = Failure(kind, str(code), "Oh")
                self.assertEqual(whatsapp.read_answer(graph(status, code)), expected)

    def test_without_a_code_doubt_is_never_taken_for_a_no(self):
        for status, body, kind in (
            (500, b"<html>", "uncertain"),
            (502, b"", "uncertain"),
            (503, b'{"error": "busy"}', "uncertain"),
            (200, b'{"messages": [{"id": "wam', "uncertain"),
            (200, b'{"messages": []}', "uncertain"),
            (200, b"[" * 100_000, "uncertain"),
            (200, b"\xff\xfe", "uncertain"),
            (302, b"", "rejected"),
            (403, b"<html>", "rejected"),
            (404, b"{}", "rejected"),
            (429, b"slow down", "throttled"),
        ):
            with self.subTest(status=status, body=body[:20]):
                self.assertEqual(whatsapp.read_answer(answer(status, body)).kind, kind)

    def test_the_wait_they_ask_for_is_in_seconds(self):
        usage = json.dumps(
            {
                "9": [{"estimated_time_to_regain_access": 3}, {"call_count": 1}, 7],
                "8": 1,
            }
        )
        for headers, seconds in (
            ({"retry_after": "7"}, 7),
            ({"retry_after": "7", "x_business_use_case_usage": usage}, 7),
            ({"x_business_use_case_usage": usage}, 180),
            (
                {
                    "retry_after": "Mon, 02 Mar 2026 12:01:30 GMT",
                    "date": "Mon, 02 Mar 2026 12:00:00 GMT",
                },
                90,
            ),
            ({"retry_after": "Mon, 02 Mar 2026 12:01:30 GMT"}, None),
            ({"retry_after": "-7"}, None),
            ({"retry_after": "nan"}, None),
            ({"retry_after": "inf"}, None),
            ({"x_business_use_case_usage": "{"}, None),
            ({"x_business_use_case_usage": '{"9":[{}]}'}, None),
            ({}, None),
        ):
            with self.subTest(headers=headers):
                failure = whatsapp.read_answer(graph(400, 130429, **headers))
                self.assertEqual(failure.retry_after, seconds)


class TestFiles(TestCase):
    def test_an_upload_has_a_reference(self):
        self.assertEqual(whatsapp.read_upload(answer(body=b'{"id": 4411}')), "4411")

    def test_a_lookup_has_an_address(self):
        told = whatsapp.read_lookup(answer(body=b'{"url": "https://x.fbsbx.com/a"}'))
        self.assertEqual(told, "https://x.fbsbx.com/a")

    def test_a_download_is_the_file(self):
        self.assertEqual(whatsapp.read_download(answer(body=b"\x89PNG")), b"\x89PNG")

    def test_an_expired_address_is_worth_another_lookup(self):
        self.assertEqual(whatsapp.read_download(answer(404, b"gone")).kind, "busy")

    def test_trouble_may_be_tried_again_since_nothing_is_doubled(self):
        for read in READERS[1:]:
            for response, kind in (
                (answer(502, b"<html>"), "busy"),
                (answer(302, b""), "rejected"),
                (graph(401, 190), "account"),
                (graph(400, 100), "rejected"),
            ):
                with self.subTest(read=read.__name__, status=response.status):
                    self.assertEqual(read(response).kind, kind)

    def test_an_answer_without_what_we_asked_for_is_no_success(self):
        for read in (whatsapp.read_upload, whatsapp.read_lookup):
            for body in (b"{}", b"", b'{"id": []}', b'{"url": "javascript:x"}', b"7"):
                with self.subTest(read=read.__name__, body=body):
                    self.assertEqual(read(answer(body=body)).kind, "busy")


class TestAnyAnswer(TestCase):
    @always_the_same
    @given(JSON, st.integers(100, 599), st.text(max_size=40))
    def test_no_answer_raises(self, body, status, header):
        named = dict.fromkeys(
            ("retry-after", "date", "x-business-use-case-usage"), header
        )
        for content in (body, {"error": body}, {"messages": body, "id": body}):
            response = answer(status, json.dumps(content).encode(), **named)
            for read in READERS:
                self.assertIsNotNone(read(response))

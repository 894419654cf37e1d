from unittest import TestCase

from common import BIA, BIA_ID, MOMENT, SECONDS, change, read_one, whatsapp
from providers.signals import Failure, Status, Unreadable


def status(word="sent", **parts):
    return {"id": "wamid.9", "status": word, "timestamp": SECONDS, **parts}


class TestStatuses(TestCase):
    def test_a_table_of_words(self):
        for word, state in (
            ("sent", "sent"),
            ("delivered", "delivered"),
            ("read", "read"),
            ("played", "read"),
        ):
            with self.subTest(word=word):
                expected = Status("wamid.9", state, MOMENT)
                self.assertEqual(read_one(statuses=[status(word)]), expected)

    def test_a_failure_says_why(self):
        error = {
            "code": 131026,
            "title": "Undeliverable",
            "error_data": {"details": "Not on this network"},
        }
        for errors, failure in (
            ([error], Failure("unreachable", "131026", "Not on this network")),
            ([], Failure("rejected")),
            (None, Failure("rejected")),
            ([{"code": "x"}], Failure("rejected")),
        ):
            with self.subTest(errors=errors):
                told = read_one(statuses=[status("failed", errors=errors)])
                self.assertEqual(
                    told, Status("wamid.9", "failed", MOMENT, None, failure)
                )

    def test_our_tag_and_their_ids_come_back(self):
        told = read_one(
            statuses=[
                status(
                    biz_opaque_callback_data="pact:7",
                    recipient_id=BIA,
                    recipient_user_id=BIA_ID,
                )
            ]
        )
        self.assertEqual((told.tag, told.keys), ("pact:7", (BIA_ID, BIA)))

    def test_a_group_is_nobody(self):
        told = read_one(statuses=[status(recipient_type="group", recipient_id="1234")])
        self.assertEqual(told.keys, ())

    def test_a_missing_moment_is_none(self):
        for timestamp in (None, "", "soon", "0", -5, 10**30, float("nan"), [], True):
            with self.subTest(timestamp=timestamp):
                told = read_one(statuses=[status(timestamp=timestamp)])
                self.assertIsNone(told.sent_date)

    def test_a_moment_may_be_a_number(self):
        for timestamp in (int(SECONDS), float(SECONDS), f" {SECONDS} "):
            told = read_one(statuses=[status(timestamp=timestamp)])
            self.assertEqual(told.sent_date, MOMENT)

    def test_words_of_old_versions_say_nothing(self):
        came = change(statuses=[status("deleted"), status("warning")])
        self.assertEqual(whatsapp.read(came), [])

    def test_what_cannot_be_applied_is_unreadable(self):
        for came, problem in (
            (status("teleported"), "no known status"),
            (status(id=None), "no id"),
            (7, "no id"),
        ):
            with self.subTest(problem):
                self.assertEqual(read_one(statuses=[came]), Unreadable(problem, came))

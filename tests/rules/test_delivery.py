from datetime import datetime, timedelta
from itertools import permutations
from unittest import TestCase

from rules import delivery
from rules.delivery import Verdict, advance, after_failure

NOW = datetime(2026, 3, 2, 12, 0)
FAILED = Verdict("failed")


def after(**span):
    return NOW + timedelta(**span)


class TestAdvance(TestCase):
    def test_a_table_of_cases(self):
        for current, incoming, expected in (
            ("queued", "sending", "sending"),
            ("sending", "uncertain", "uncertain"),
            ("uncertain", "sent", "sent"),
            ("sent", "delivered", "delivered"),
            ("sent", "read", "read"),
            ("sent", "sent", "sent"),
            ("delivered", "sent", "delivered"),
            ("read", "delivered", "read"),
            ("queued", "failed", "failed"),
            ("uncertain", "failed", "failed"),
            ("sent", "failed", "failed"),
            ("delivered", "failed", "delivered"),
            ("read", "failed", "read"),
            ("failed", "failed", "failed"),
            ("failed", "sent", "failed"),
            ("failed", "delivered", "delivered"),
            ("failed", "read", "read"),
        ):
            with self.subTest(current=current, incoming=incoming):
                self.assertEqual(advance(current, incoming), expected)

    def test_the_order_of_arrival_does_not_matter(self):
        for arrival in permutations(("sent", "delivered", "read", "failed")):
            with self.subTest(arrival=arrival):
                state = "sending"
                for incoming in arrival:
                    state = advance(state, incoming)
                self.assertEqual(state, "read")

    def test_an_unknown_state_is_refused(self):
        with self.assertRaises(KeyError):
            advance("sent", "seen")


class TestAfterFailure(TestCase):
    def test_a_table_of_cases(self):
        for kind, attempts, retry_after, expected in (
            ("busy", 1, None, Verdict("queued", after(minutes=1))),
            ("busy", 2, None, Verdict("queued", after(minutes=3))),
            ("busy", 4, None, Verdict("queued", after(minutes=15))),
            ("busy", 5, None, FAILED),
            ("busy", 1, 30, Verdict("queued", after(minutes=1))),
            ("busy", 1, 90, Verdict("queued", after(seconds=90))),
            ("recipient_throttled", 1, None, Verdict("queued", after(seconds=1))),
            ("recipient_throttled", 2, None, Verdict("queued", after(seconds=4))),
            ("recipient_throttled", 6, None, Verdict("queued", after(seconds=1024))),
            ("recipient_throttled", 7, None, FAILED),
            ("recipient_throttled", 1, 60, Verdict("queued", after(minutes=1))),
            ("account", 1, None, Verdict("queued", stops_inbox=True)),
            ("window", 1, None, FAILED),
            ("unreachable", 1, None, FAILED),
            ("country", 1, None, FAILED),
            ("opted_out", 1, None, Verdict("failed", ends_marketing=True)),
            ("withheld", 1, None, Verdict("failed", not_before=after(hours=24))),
            ("withheld", 1, 60, Verdict("failed", not_before=after(hours=24))),
            ("spam", 1, None, Verdict("failed", pauses_campaigns=True)),
            ("template", 1, None, Verdict("failed", doubts_template=True)),
            ("rejected", 1, None, FAILED),
            ("no_groups", 1, None, Verdict("failed", closes_groups=True)),
            ("uncertain", 1, None, Verdict("uncertain")),
            ("uncertain", 9, 60, Verdict("uncertain")),
        ):
            with self.subTest(kind=kind, attempts=attempts, retry_after=retry_after):
                verdict = after_failure(kind, attempts, retry_after, now=NOW)
                self.assertEqual(verdict, expected)

    def test_a_throttled_inbox_pauses_as_a_whole(self):
        for attempts, retry_after, until in (
            (1, None, after(minutes=1)),
            (2, None, after(minutes=2)),
            (6, None, after(hours=1)),
            (60, None, after(hours=1)),
            (1, 7, after(seconds=7)),
            (9, 7, after(seconds=7)),
            (1, -7, after(minutes=1)),
            (1, 86_400, after(days=1)),
            (1, 86_401, after(days=1)),
        ):
            with self.subTest(attempts=attempts, retry_after=retry_after):
                verdict = after_failure("throttled", attempts, retry_after, now=NOW)
                expected = Verdict("queued", until, pauses_inbox_until=until)
                self.assertEqual(verdict, expected)

    def test_only_account_trouble_stops_the_inbox(self):
        verdicts = {kind: after_failure(kind, 1, now=NOW) for kind in delivery.KINDS}
        stopping = [kind for kind, verdict in verdicts.items() if verdict.stops_inbox]
        self.assertEqual(stopping, ["account"])

    def test_only_what_is_the_networks_turn_is_tried_by_itself(self):
        """Where a person, a customer or an administrator must act, nobody retries."""
        verdicts = {kind: after_failure(kind, 1, now=NOW) for kind in delivery.KINDS}
        retried = {kind for kind, verdict in verdicts.items() if verdict.retry_date}
        self.assertEqual(retried, {"busy", "throttled", "recipient_throttled"})

    def test_what_may_have_been_delivered_is_never_tried_again(self):
        for attempts in range(1, 20):
            verdict = after_failure("uncertain", attempts, now=NOW)
            self.assertIsNone(verdict.retry_date)

    def test_an_unknown_kind_is_refused(self):
        with self.assertRaises(KeyError):
            after_failure("sulking", 1, now=NOW)

    def test_every_kind_is_explained(self):
        for kind in delivery.KINDS:
            self.assertIn(f"- ``{kind}``: ", delivery.__doc__)


class TestSendingAgain(TestCase):
    def test_a_table_of_cases(self):
        for state, kind, wait, may in (
            ("failed", None, {}, True),
            ("failed", "rejected", {}, True),
            ("failed", "withheld", {"hours": 23, "minutes": 59}, False),
            ("failed", "withheld", {"hours": 24}, True),
            ("uncertain", "uncertain", {"seconds": 119}, False),
            ("uncertain", "uncertain", {"seconds": 120}, True),
            ("sent", "withheld", {"days": 2}, False),
        ):
            with self.subTest(state=state, kind=kind, wait=wait):
                now = after(**wait)
                self.assertIs(delivery.may_send_again(state, NOW, kind, now=now), may)


class TestNeedsDecision(TestCase):
    def test_after_two_minutes_without_news(self):
        self.assertFalse(delivery.needs_decision(NOW, now=after(seconds=119)))
        self.assertTrue(delivery.needs_decision(NOW, now=after(seconds=120)))

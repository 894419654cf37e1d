"""Every code of the network, from the network to what follows from it."""

from datetime import datetime

from simulated import SimulatedCase
from test_errors import CASES

from providers.signals import Failure
from rules import delivery
from simulator import errors, updates

NOW = datetime(2026, 3, 2, 12, 0)
STATES = {
    **dict.fromkeys(("account", "throttled", "recipient_throttled", "busy"), "queued"),
    **dict.fromkeys(("window", "unreachable", "country", "opted_out"), "failed"),
    **dict.fromkeys(("withheld", "spam", "template", "rejected"), "failed"),
    "no_groups": "failed",
}
# The network never had these; they stand for a code of tomorrow.
INVENTED = (199, 300, -1, 424242, 250, 299, 2388293)


def codes():
    for kind, numbers in CASES.items():
        yield from ((int(number), kind) for number in numbers.split())


class TestEveryCode(SimulatedCase):
    def test_refused_at_once(self):
        """WA5: the code decides, in the answer itself and whatever its HTTP status."""
        for status in (None, 400, 429, 500):
            for code, kind in codes():
                with self.subTest(code=code, status=status):
                    options = {"code": code, "details": "By rule", "status": status}
                    rule = self.simulator.fault(
                        "messages", "graph_error", options=options
                    )
                    answer = self.deliver(text="Oi")
                    self.simulator.network.faults.clear(rule)
                    self.assertIsInstance(answer, Failure)
                    self.assertEqual((answer.kind, answer.code), (kind, str(code)))
                    self.assert_followed(answer)
        self.assertEqual(self.maria.messages(), [])

    def test_refused_later(self):
        """WA7: the same code in a status, after the message was accepted."""
        self.maria.send_text("Oi")
        answer = self.deliver(text="Oi")
        message = self.simulator.network.messages[answer.uid]
        for code, kind in codes():
            with self.subTest(code=code):
                value = updates.failed(
                    self.simulator.network, message, code, "By rule", date=1790000000
                )
                (status,) = self.whatsapp.read({"field": "messages", "value": value})
                self.assertEqual((status.state, status.tag), ("failed", "pact:7"))
                self.assertEqual(status.failure.kind, kind)
                self.assertEqual(status.failure.code, str(code))

    def test_the_network_knows_every_code(self):
        """WA4: each refusal has the network's own title."""
        for code, _kind in codes():
            if code not in INVENTED:
                with self.subTest(code=code):
                    self.assertIn(code, errors.TABLE)

    def test_no_message_is_repeated_in_vain(self):
        """WA15: what is final is sent once."""
        finals = [code for code, kind in codes() if STATES[kind] == "failed"]
        self.assertGreater(len(finals), 40)
        for code in finals:
            verdict = delivery.after_failure(dict(codes())[code], 1, now=NOW)
            self.assertIsNone(verdict.retry_date)

    def assert_followed(self, failure):
        verdict = delivery.after_failure(failure.kind, 1, failure.retry_after, now=NOW)
        self.assertEqual(verdict.state, STATES[failure.kind])
        self.assertIs(verdict.stops_inbox, failure.kind == "account")
        is_number_throttled = failure.kind == "throttled"
        self.assertIs(bool(verdict.pauses_inbox_until), is_number_throttled)
        self.assertIs(verdict.pauses_campaigns, failure.kind == "spam")
        self.assertIs(verdict.ends_marketing, failure.kind == "opted_out")
        self.assertIs(verdict.doubts_template, failure.kind == "template")
        self.assertIs(verdict.closes_groups, failure.kind == "no_groups")

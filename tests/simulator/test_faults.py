"""What goes wrong, and only where a rule says so."""

import requests

from common import MARIA, NUMBER, SimulatorCase
from simulator import Simulator


class TestFaults(SimulatorCase):
    def setUp(self):
        super().setUp()
        self.open_window()

    def test_page_instead_of_json(self):
        """WA4: a gateway answers with a page; the message was accepted."""
        for preset, status, kind in (
            ("http_500", 500, "text/plain"),
            ("http_502_html", 502, "text/html"),
        ):
            with self.subTest(preset=preset):
                self.simulator.fault("messages", preset, times=1)
                answer = self.send()
                self.assertEqual(answer.status_code, status)
                self.assertTrue(answer.headers["Content-Type"].startswith(kind))
        self.assertEqual(self.sent_count(), 2)

    def test_truncated_json(self):
        """WA4: 200, half a body, and the message on its way."""
        self.simulator.fault("messages", "truncated_json", times=1)
        answer = self.send()
        self.assertEqual(answer.status_code, 200)
        with self.assertRaises(requests.JSONDecodeError):
            answer.json()
        self.assertEqual(self.sent_count(), 1)

    def test_reset_before_accepting(self):
        """WA4: the line breaks, and nothing was sent."""
        self.simulator.fault("messages", "reset_before", times=1)
        with self.assertRaises(requests.ConnectionError):
            self.send()
        self.assertEqual(self.sent_count(), 0)

    def test_reset_after_accepting(self):
        """WA4: the line breaks, and the customer has the message all the same."""
        self.simulator.fault("messages", "reset_after", times=1)
        with self.assertRaises(requests.ConnectionError):
            self.send(biz_opaque_callback_data="lost")
        self.simulator.flush()
        self.assertEqual(self.sent_count(), 1)
        tags = {each["biz_opaque_callback_data"] for each in self.statuses()}
        self.assertEqual(tags, {"lost"})

    def test_silence_after_accepting(self):
        """WA4: no answer in time, and the customer has the message."""
        options = {"seconds": 0.5}
        self.simulator.fault("messages", "timeout_after", times=1, options=options)
        url = f"{self.simulator.url}/v25.0/{NUMBER}/messages"
        body = {"messaging_product": "whatsapp", "to": MARIA, "text": {"body": "Oi"}}
        headers = {"Authorization": "Bearer demo-token"}
        with self.assertRaises(requests.ReadTimeout):
            requests.post(url, json=body, headers=headers, timeout=0.2)
        self.assertEqual(self.sent_count(), 1)

    def test_same_code_with_another_http_status(self):
        """WA5: the rate limit as 400 and as 429 with Retry-After."""
        for status, headers in ((400, {}), (429, {"Retry-After": "7"})):
            with self.subTest(status=status):
                options = {"code": 130429, "status": status, "headers": headers}
                self.simulator.fault(
                    "messages", "graph_error", times=1, options=options
                )
                answer = self.send()
                self.assertEqual(answer.status_code, status)
                self.assert_refused(answer, 130429)
                self.assertEqual(
                    answer.headers.get("Retry-After"), headers.get("Retry-After")
                )

    def test_minutes_and_seconds_differ(self):
        """WA6: the usage header counts minutes, Retry-After counts seconds."""
        options = {"code": 80007, "headers": {"Retry-After": "1800"}}
        self.simulator.fault("templates", "graph_error", options=options)
        headers = self.call("GET", "102030405060708/message_templates").headers
        self.assertIn(
            '"estimated_time_to_regain_access": 30',
            headers["X-Business-Use-Case-Usage"],
        )
        self.assertEqual(headers["Retry-After"], "1800")

    def test_any_refusal_can_be_asked_for(self):
        """WA5: each code of the table has a body and a status that fit."""
        for code, status in (
            (131031, 403),
            (131042, 400),
            (133010, 400),
            (131016, 500),
        ):
            with self.subTest(code=code):
                options = {"code": code}
                self.simulator.fault(
                    "messages", "graph_error", times=1, options=options
                )
                answer = self.send()
                self.assertEqual(answer.status_code, status)
                self.assert_refused(answer, code)
        self.assertEqual(self.sent_count(), 0)

    def test_accepted_and_failed_later(self):
        """WA5: any code can come as a failed status."""
        options = {"code": 131042}
        self.simulator.fault("messages", "fail_later", times=1, options=options)
        wamid = self.send_accepted()
        self.simulator.flush()
        self.assertEqual(self.business.states(wamid), ["failed"])
        self.assertEqual(self.statuses()[0]["errors"][0]["code"], 131042)

    def test_token_dies(self):
        """WA2: by rule, whatever the token was."""
        self.simulator.fault("any", "expired_token", times=1)
        self.assert_refused(self.call("GET", NUMBER), 190, subcode=463)
        self.assertEqual(self.call("GET", NUMBER).status_code, 200)

    def test_rule_can_mean_one_recipient(self):
        """WA41: target, number of times, and who is concerned."""
        self.simulator.customer("carlos").send_text("Hola")
        options = {"code": 131000}
        match = {"to": MARIA}
        self.simulator.fault("messages", "graph_error", match=match, options=options)
        self.assertEqual(self.send(to="+50255501234").status_code, 200)
        self.assert_refused(self.send(to=MARIA), 131000)
        self.assertEqual(self.control("DELETE", "faults").status_code, 200)
        self.send_accepted(to=MARIA)

    def test_rules_are_listed_with_their_use(self):
        """WA41: how often a rule was asked, and how often it struck."""
        body = {"target": "messages", "preset": "http_500", "every": 2}
        rule_id = self.control("POST", "faults", body).json()["id"]
        statuses = [self.send().status_code for _ in range(4)]
        self.assertEqual(statuses, [200, 500, 200, 500])
        (rule,) = self.control("GET", "faults").json()
        self.assertEqual((rule["id"], rule["seen"], rule["used"]), (rule_id, 4, 2))

    def test_log_has_every_request_and_delivery(self):
        """WA41: bodies, headers, answers and durations."""
        wamid = self.send_accepted()
        self.simulator.flush()
        request = self.simulator.requests[-1]
        self.assertIn("Boa tarde", request["body"])
        self.assertIn(wamid, request["response"])
        self.assertEqual(request["status"], 200)
        delivery = self.control("GET", "log?kind=delivery").json()[-1]
        self.assertIn("X-Hub-Signature-256", delivery["headers"])
        self.assertGreater(delivery["duration"], 0)

    def refuse_once(self, **options):
        self.simulator.fault("messages", "graph_error", times=1, options=options)

    def sent_count(self):
        return sum(message.is_outgoing for message in self.maria.messages())

    def statuses(self):
        return self.business.parts("statuses")


class TestSeed(SimulatorCase):
    def test_same_seed_same_ids(self):
        """WA41: two simulators of one seed tell the same, of another seed not."""
        wamids = []
        for seed in (0, 0, 1):
            with Simulator(auto_deliver=False, seed=seed) as simulator:
                wamids.append(simulator.customer("maria").send_text("Oi"))
        self.assertEqual(wamids[0], wamids[1])
        self.assertNotEqual(wamids[0], wamids[2])

    def test_background_delivers_by_itself(self):
        """WA41: as a program it needs no flush."""
        self.control("POST", "settings", {"auto_deliver": True})
        wamid = self.maria.send_text("Oi")
        for _ in range(100):
            if self.business.received:
                break
            self.simulator.network.sleep(0.02)
        (told,) = self.business.parts("messages")
        self.assertEqual(told["id"], wamid)

    def test_nothing_is_left_running(self):
        """WA44: a stopped simulator refuses connections."""
        with Simulator() as simulator:
            url = simulator.url
            self.assertEqual(self.request("GET", url).status_code, 200)
        with self.assertRaises(requests.ConnectionError):
            self.request("GET", url)

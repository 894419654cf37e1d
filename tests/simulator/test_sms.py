"""SMS: the gateway Odoo's own module calls, and the phones they appear on."""

import requests

from common import MARIA, SimulatorCase

STRANGER = "+5521912345678"


class TestSms(SimulatorCase):
    is_connected = False

    def test_arrives_on_the_phone(self):
        """P19: each number has its own answer, and its own phone."""
        answer = self.send("Código 482915", MARIA, STRANGER)
        self.assertEqual(
            answer["result"],
            [
                {"uuid": "u0", "state": "success", "credit": 1},
                {"uuid": "u1", "state": "success", "credit": 1},
            ],
        )
        self.assertEqual((answer["jsonrpc"], answer["id"]), ("2.0", "abc"))
        (text,) = self.maria.texts()
        self.assertEqual(text.content, "Código 482915")
        (shown,) = self.control("GET", "phone/maria").json()["texts"]
        self.assertEqual(shown["content"], "Código 482915")

    def test_unknown_number_gets_a_phone(self):
        """P19: a newcomer who types any number sees the code."""
        self.send("Código 482915", STRANGER)
        stranger = self.simulator.customer(STRANGER)
        self.assertEqual(stranger.customer.phone, STRANGER)
        self.assertEqual(len(stranger.texts()), 1)
        known = self.control("GET", "customers").json()
        self.send("Código 482916", STRANGER)
        self.assertEqual(len(self.control("GET", "customers").json()), len(known))

    def test_unread_is_counted_until_it_is_read(self):
        """P19: on the list of phones, with what came last."""
        self.send("Código 482915", MARIA)
        maria = self.listed("maria")
        self.assertEqual(maria["unread"], 1)
        self.assertEqual(maria["latest"]["type"], "sms")
        self.assertEqual(maria["latest"]["content"], {"body": "Código 482915"})
        self.control("POST", "customers/maria/read_texts")
        self.assertEqual(self.listed("maria")["unread"], 0)

    def test_phone_without_number_gets_none(self):
        """P19: who shows no number and has none is not written to."""
        self.send("Oi", "")
        self.assertEqual(self.simulator.customer("lua").texts(), [])

    def test_number_without_international_form_is_wrong(self):
        """P19: no plus, letters or too few digits; nothing appears anywhere."""
        for number in ("11987654321", "+55abc", "+55", ""):
            with self.subTest(number=number):
                (result,) = self.send("Oi", number)["result"]
                self.assertEqual(result["state"], "wrong_number_format")
                self.assertEqual(result["credit"], 0)
        self.assertEqual(self.maria.texts(), [])

    def test_list_tells_what_became_of_each(self):
        """P19: per number in any spelling, or all of them."""
        self.send("Oi", MARIA, STRANGER, "123")
        (text,) = self.control("GET", "sms?number=5511987654321").json()
        self.assertEqual((text["number"], text["state"]), (MARIA, "success"))
        self.assertEqual(len(self.simulator.texts()), 3)
        self.assertEqual(self.simulator.texts("123")[0].state, "wrong_number_format")

    def test_number_is_refused_by_rule(self):
        """P19: a refused number comes with the state the rule names."""
        for state in ("insufficient_credit", "wrong_number_format", "unregistered"):
            with self.subTest(state=state):
                self.simulator.fault(
                    "sms",
                    "refused",
                    times=1,
                    match={"to": MARIA},
                    options={"state": state},
                )
                first, second = self.send("Oi", STRANGER, MARIA)["result"]
                self.assertEqual(first["state"], "success")
                self.assertEqual((second["state"], second["credit"]), (state, 0))
        self.assertEqual(self.maria.texts(), [])

    def test_gateway_may_be_down(self):
        """P19: a broken answer, or none at all."""
        self.simulator.fault("gateway", "http_500", times=1)
        self.assertEqual(self.ask("/api/sms/3/send", {}).status_code, 500)
        self.simulator.fault("gateway", "reset_before", times=1)
        with self.assertRaises(requests.ConnectionError):
            self.ask("/api/sms/3/send", {})
        self.assertEqual(self.simulator.texts(), [])

    def test_account_is_there(self):
        """P19: what Odoo asks about its credits has an answer on this machine."""
        asked = {"iap_accounts": [{"token": "t", "service": "sms"}], "dbuuid": "d"}
        told = self.ask("/iap/1/get-accounts-information", asked).json()["result"]
        self.assertGreater(told["t"]["balance"], 0)
        self.assertEqual(told["t"]["registered"], "registered")
        self.assertGreater(self.ask("/iap/1/balance", {}).json()["result"], 0)

    def test_nonsense_is_an_error_of_the_protocol(self):
        """P19: never a page of ours, never an exception of ours."""
        for path, body in (
            ("/api/sms/9/send", {}),
            ("/api/sms/3/send", {}),
            ("/api/sms/3/send", {"messages": 7}),
            ("/api/sms/3/send", {"messages": [{"content": "x", "numbers": [1]}]}),
            ("/api/sms/3/send", None),
        ):
            with self.subTest(path=path, body=body):
                answer = self.ask(path, body)
                self.assertEqual(answer.status_code, 200)
                self.assertIn("name", answer.json()["error"]["data"])

    def listed(self, key):
        known = self.control("GET", "customers").json()
        return next(each for each in known if each["key"] == key)

    def send(self, content, *numbers):
        asked = [
            {"uuid": f"u{index}", "number": number}
            for index, number in enumerate(numbers)
        ]
        messages = [{"content": content, "numbers": asked}]
        params = {"account_token": "t", "dbuuid": "d", "messages": messages}
        return self.ask("/api/sms/3/send", params).json()

    def ask(self, path, params):
        call = {"jsonrpc": "2.0", "method": "call", "id": "abc", "params": params}
        return self.request("POST", f"{self.simulator.url}{path}", json=call)

"""How a number fares, what it may do then, and who is told."""

from common import ACCOUNT, MARIA, NUMBER, SimulatorCase


class TestHealth(SimulatorCase):
    def test_a_number_says_how_it_is(self):
        """WA40: what was changed is what is read, and told."""
        self.change(quality="RED", throughput="HIGH")
        fields = "quality_rating,throughput,whatsapp_business_manager_messaging_limit"
        told = self.call("GET", f"{NUMBER}?fields={fields}").json()
        self.assertEqual(told["quality_rating"], "RED")
        self.assertEqual(told["throughput"], {"level": "HIGH"})
        tier = "whatsapp_business_manager_messaging_limit"
        self.assertEqual(told[tier], "TIER_250")
        self.simulator.flush()
        events = [value["event"] for value in self.business.values]
        self.assertEqual(events, ["FLAGGED", "THROUGHPUT_UPGRADE"])

    def test_a_table_of_states_that_refuse(self):
        """WA40: each has its own code, for a template as for a text."""
        for condition, code in (
            ({"status": "DISCONNECTED"}, 133010),
            ({"name_status": "DECLINED"}, 131037),
            ({"can_send": "BLOCKED"}, 131031),
        ):
            well = {"status": "CONNECTED", "name_status": "APPROVED"}
            self.change(**well, can_send="AVAILABLE")
            self.assertEqual(self.send_template().status_code, 200)
            with self.subTest(condition=condition):
                self.change(**condition)
                self.assert_refused(self.send_template(), code)
                self.assert_refused(self.send(), code)

    def test_a_limited_number_only_answers(self):
        """WA40: nobody is written to first."""
        self.change(can_send="LIMITED")
        self.assert_refused(self.send_template(), 131031)
        self.open_window()
        self.send_accepted(to=MARIA)
        self.assertEqual(self.send_template().status_code, 200)

    def test_a_registration_connects_again(self):
        """WA40: what was cut off comes back."""
        self.change(status="DISCONNECTED")
        body = {"messaging_product": "whatsapp", "pin": "123456"}
        self.call("POST", f"{NUMBER}/register", json=body)
        self.assertEqual(self.send_template().status_code, 200)

    def test_an_upgraded_number_is_faster(self):
        """WA15: a thousand messages a second instead of what the setting says."""
        self.simulator.settings.number_rate = 2
        answers = [self.send_template(language="es").status_code for _ in range(3)]
        self.assertEqual(answers, [200, 200, 400])
        self.change(throughput="HIGH")
        self.assertEqual(self.send_template().status_code, 200)

    def test_an_unknown_condition_is_refused(self):
        """WA43: a typing mistake is no state."""
        answer = self.control("POST", f"numbers/{NUMBER}/health", {"mood": "good"})
        self.assertEqual(answer.status_code, 400)

    def test_the_business_hears_of_a_restriction(self):
        """WA40: and of its end."""
        self.change(can_send="LIMITED")
        self.change(can_send="AVAILABLE")
        self.simulator.flush()
        events = [value["event"] for value in self.business.values]
        self.assertEqual(events, ["ACCOUNT_RESTRICTION", "DISABLED_UPDATE"])
        entry = self.business.payloads[0]["entry"][0]
        self.assertEqual(entry["id"], ACCOUNT)

    def change(self, **conditions):
        answer = self.control("POST", f"numbers/{NUMBER}/health", conditions)
        self.assertEqual(answer.status_code, 200, answer.text)

"""What the network refuses is sent again, kept, or explained, by its error code."""

from waiting import wait_until

from common import Live


class TestRefusals(Live):
    def test_a_throttled_number_pauses_and_then_sends_everything_once(self):
        """130429 concerns every customer of the inbox."""
        maria, with_maria = self.greeted()
        carlos, with_carlos = self.greeted("bruno")
        self.network.fault("graph_error", maria, code=130429)
        self.answer("ana", with_maria, "Um")
        self.assert_soon([("Um", "queued", "throttled")], lambda: self.outbox(maria))
        self.answer("ana", with_maria, "Dois")
        self.answer("bruno", with_carlos, "Três")
        self.lanes.run()
        for customer in (maria, carlos):
            self.assertEqual(self.network.phone(customer), [])
        self.lanes.let_pass(minutes=2)
        self.assert_phone(maria, ["Um", "Dois"])
        self.assert_phone(carlos, ["Três"])

    def test_a_throttled_customer_waits_alone(self):
        """131056 concerns one pair; nobody else's answer is late."""
        maria, with_maria = self.greeted()
        carlos, with_carlos = self.greeted("bruno")
        self.network.fault("graph_error", maria, code=131056)
        self.answer("ana", with_maria, "Um")
        self.assert_soon(
            [("Um", "queued", "recipient_throttled")], lambda: self.outbox(maria)
        )
        self.answer("ana", with_maria, "Dois")
        self.answer("bruno", with_carlos, "Três")
        self.assert_phone(carlos, ["Três"])
        self.lanes.let_pass(minutes=1)
        self.assert_phone(maria, ["Um", "Dois"])

    def test_a_refused_token_stops_the_inbox_until_an_administrator_resumes(self):
        """After 190 nothing is lost; all of it leaves once and in order."""
        customer, conversation = self.greeted()
        self.network.fault("graph_error", code=190, times=None)
        self.answer("ana", conversation, "Um")
        wait_until(self.stop_reason)
        for text in ("Dois", "Três"):
            self.answer("ana", conversation, text)
        self.lanes.let_pass(minutes=120)
        self.assertEqual(self.states(customer), ["queued"] * 3)
        self.network.clear_faults()
        self.resume()
        self.assert_phone(customer, ["Um", "Dois", "Três"])

    def test_a_closed_window_told_at_once_is_final(self):
        """C25: The network's clock decides; only a template mends it."""
        self.assert_final("graph_error", 131047, "window")

    def test_a_closed_window_told_later_is_final(self):
        """C25: It was accepted, and then not delivered."""
        self.assert_final("fail_later", 131047, "window")

    def assert_final(self, preset, code, kind):
        customer, conversation = self.greeted()
        self.network.fault(preset, customer, code=code)
        self.answer("ana", conversation, "Ainda aí?")
        self.assert_soon([("Ainda aí?", "failed", kind)], lambda: self.outbox(customer))
        self.lanes.let_pass(minutes=120)
        self.assertEqual(self.states(customer), ["failed"])
        self.assertEqual(self.network.phone(customer), [])

    def resume(self):
        [(inbox,)] = self.sql("SELECT id FROM pact_inbox WHERE stop_reason IS NOT NULL")
        self.user("admin").call("pact.inbox", "action_resume", [inbox])

    def stop_reason(self):
        return self.sql("SELECT 1 FROM pact_inbox WHERE stop_reason IS NOT NULL")

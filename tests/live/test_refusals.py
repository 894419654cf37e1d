"""What the network refuses is sent again, kept, or explained, by its error code."""

from common import Live


class TestRefusals(Live):
    def test_a_throttled_number_pauses_and_then_sends_everything_once(self):
        """130429 concerns every customer of the inbox."""
        maria, with_maria = self.greeted()
        carlos, with_carlos = self.greeted("bruno")
        self.fault("graph_error", maria, code=130429)
        self.answer("ana", with_maria, "Um")
        self.wait_for([("Um", "queued", "throttled")], lambda: self.outbox(maria))
        self.answer("ana", with_maria, "Dois")
        self.answer("bruno", with_carlos, "Três")
        self.run_lanes()
        self.assertEqual((self.phone(maria), self.phone(carlos)), ([], []))
        self.let_pass(minutes=2)
        self.wait_for(["Um", "Dois"], lambda: self.phone(maria))
        self.wait_for(["Três"], lambda: self.phone(carlos))

    def test_a_throttled_customer_waits_alone(self):
        """131056 concerns one pair; nobody else's answer is late."""
        maria, with_maria = self.greeted()
        carlos, with_carlos = self.greeted("bruno")
        self.fault("graph_error", maria, code=131056)
        self.answer("ana", with_maria, "Um")
        self.wait_for(
            [("Um", "queued", "recipient_throttled")], lambda: self.outbox(maria)
        )
        self.answer("ana", with_maria, "Dois")
        self.answer("bruno", with_carlos, "Três")
        self.wait_for(["Três"], lambda: self.phone(carlos))
        self.let_pass(minutes=1)
        self.wait_for(["Um", "Dois"], lambda: self.phone(maria))

    def test_a_refused_token_stops_the_inbox_until_an_administrator_resumes(self):
        """After 190 nothing is lost; all of it leaves once and in order."""
        customer, conversation = self.greeted()
        self.fault("graph_error", code=190, times=None)
        self.answer("ana", conversation, "Um")
        self.wait_until(self.stop_reason)
        for text in ("Dois", "Três"):
            self.answer("ana", conversation, text)
        self.let_pass(minutes=120)
        self.assertEqual(self.states(customer), ["queued"] * 3)
        self.clear_faults()
        self.resume()
        self.wait_for(["Um", "Dois", "Três"], lambda: self.phone(customer))

    def test_a_closed_window_told_at_once_or_later_is_final(self):
        """C25: 131047 is the one refusal that a template mends, and nothing else."""
        for preset in ("graph_error", "fail_later"):
            with self.subTest(preset):
                customer, conversation = self.greeted()
                self.fault(preset, customer, code=131047)
                self.answer("ana", conversation, "Ainda aí?")
                self.wait_for(
                    [("Ainda aí?", "failed", "window")], lambda: self.outbox(customer)
                )
                self.let_pass(minutes=120)
                self.assertEqual(self.phone(customer), [])

    def resume(self):
        [(inbox,)] = self.sql("SELECT id FROM pact_inbox WHERE stop_reason IS NOT NULL")
        self.user("admin").call("pact.inbox", "action_resume", [inbox])

    def stop_reason(self):
        return self.sql("SELECT 1 FROM pact_inbox WHERE stop_reason IS NOT NULL")

"""Answers leave in order, and one customer's trouble is no other's."""

from common import Live

SLOW = 14
# The lane serves for ten seconds at a time, then makes room for other jobs.
BEYOND_A_TURN = 11


class TestSending(Live):
    def test_answers_written_quickly_arrive_in_order(self):
        """Twenty answers reach the phone as the agent wrote them."""
        customer, conversation = self.greeted()
        said = [f"Passo {number}" for number in range(20)]
        for text in said:
            self.answer("ana", conversation, text)
        self.wait_for(said, lambda: self.phone(customer))

    def test_a_slow_answer_of_the_network_holds_up_nobody_else(self):
        """Neither at once, nor when the lane's turn is over meanwhile."""
        slow, slow_conversation = self.greeted()
        quick, quick_conversation = self.greeted("bruno")
        self.fault("slow", slow, seconds=SLOW)
        self.answer("ana", slow_conversation, "Devagar")
        started = self.wait_until(lambda: self.sending_since(slow))
        self.answer("bruno", quick_conversation, "Agora")
        self.wait_for(["Agora"], lambda: self.phone(quick), patience=2)
        self.wait_until(lambda: self.now() > started + BEYOND_A_TURN)
        self.answer("bruno", quick_conversation, "E agora")
        self.wait_for(["Agora", "E agora"], lambda: self.phone(quick), patience=2)
        self.assertEqual(self.phone(slow), [])
        self.wait_for(["Devagar"], lambda: self.phone(slow))

    def test_an_answer_nobody_confirmed_is_never_sent_again(self):
        """It stays uncertain; what follows it leaves when the wait is over."""
        customer, conversation = self.greeted()
        self.control("settings", auto_statuses=False)
        self.fault("reset_after", customer)
        self.answer("ana", conversation, "Chegou?")
        self.wait_for(["uncertain"], lambda: self.states(customer))
        self.answer("ana", conversation, "Depois")
        self.run_lanes()
        self.assertEqual(self.phone(customer), ["Chegou?"])
        self.let_pass(minutes=3)
        self.wait_for(["Chegou?", "Depois"], lambda: self.phone(customer))
        self.let_pass(minutes=120)
        self.assertEqual(self.states(customer), ["uncertain", "sent"])
        self.assertEqual(self.phone(customer), ["Chegou?", "Depois"])

    def test_a_status_may_be_faster_than_the_answer_it_is_about(self):
        customer, conversation = self.greeted()
        self.fault("status_first", customer)
        self.answer("ana", conversation, "Rápido")
        self.wait_for([("Rápido", "delivered", None)], lambda: self.outbox(customer))
        self.run_lanes()
        self.assertEqual(self.phone(customer), ["Rápido"])
        self.assertEqual(self.states(customer), ["delivered"])

    def sending_since(self, customer):
        return self.states(customer) == ["sending"] and self.now()

    def now(self):
        [(now,)] = self.sql("SELECT extract(epoch FROM clock_timestamp())")
        return float(now)

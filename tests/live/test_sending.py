"""Answers leave in order, and one customer's trouble is no other's."""

import time

from waiting import wait_until

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
        self.assert_phone(customer, said)

    def test_a_slow_answer_of_the_network_holds_up_nobody_else(self):
        """Neither at once, nor when the lane's turn is over meanwhile."""
        slow, slow_conversation = self.greeted()
        quick, quick_conversation = self.greeted("bruno")
        self.network.fault("slow", slow, seconds=SLOW)
        self.answer("ana", slow_conversation, "Devagar")
        self.assert_soon(["sending"], lambda: self.states(slow))
        turn_is_over = time.monotonic() + BEYOND_A_TURN
        self.answer("bruno", quick_conversation, "Agora")
        self.assert_phone(quick, ["Agora"], patience=2)
        wait_until(lambda: time.monotonic() > turn_is_over)
        self.answer("bruno", quick_conversation, "E agora")
        self.assert_phone(quick, ["Agora", "E agora"], patience=2)
        self.assertEqual(self.network.phone(slow), [])
        self.assert_phone(slow, ["Devagar"])

    def test_an_answer_nobody_confirmed_is_never_sent_again(self):
        """It stays uncertain; what follows it leaves when the wait is over."""
        customer, conversation = self.greeted()
        self.network.set(auto_statuses=False)
        self.network.fault("reset_after", customer)
        self.answer("ana", conversation, "Chegou?")
        self.assert_soon(["uncertain"], lambda: self.states(customer))
        self.answer("ana", conversation, "Depois")
        self.lanes.run()
        self.assertEqual(self.network.phone(customer), ["Chegou?"])
        self.lanes.let_pass(minutes=3)
        self.assert_phone(customer, ["Chegou?", "Depois"])
        self.lanes.let_pass(minutes=120)
        self.assertEqual(self.states(customer), ["uncertain", "sent"])
        self.assertEqual(self.network.phone(customer), ["Chegou?", "Depois"])

    def test_a_status_may_be_faster_than_the_answer_it_is_about(self):
        customer, conversation = self.greeted()
        self.network.fault("status_first", customer)
        self.answer("ana", conversation, "Rápido")
        self.assert_soon([("Rápido", "delivered", None)], lambda: self.outbox(customer))
        self.lanes.run()
        self.assertEqual(self.network.phone(customer), ["Rápido"])
        self.assertEqual(self.states(customer), ["delivered"])

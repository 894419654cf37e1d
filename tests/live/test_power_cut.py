"""Odoo is killed at the worst moments: nothing is lost, and nothing is doubled."""

from common import Live

# Longer than Odoo needs to start again.
SLOW = 20


class TestPowerCut(Live):
    def cut_power(self):
        self.product.kill_odoo()

    def start_again(self):
        self.product.start_odoo()
        self.lanes.run()

    def test_between_webhook_and_processing(self):
        """What was answered with 200 is processed after the start, once."""
        customer = self.network.customer()
        with self.lanes.held():
            wamid = self.network.write_as(customer, "Está me ouvindo?")
            self.assert_soon([200], lambda: self.network.answers_to(wamid))
            self.cut_power()
        self.assertEqual(self.said_by(customer), [])
        self.start_again()
        self.assert_soon(["Está me ouvindo?"], lambda: self.said_by(customer))
        self.lanes.run()
        self.assertEqual(self.said_by(customer), ["Está me ouvindo?"])

    def test_between_answer_and_sending(self):
        """What an agent wrote is sent after the start, once."""
        customer, conversation = self.greeted()
        with self.lanes.held():
            self.answer("ana", conversation, "Estou")
            self.assertEqual(self.states(customer), ["queued"])
            self.cut_power()
        self.assertEqual(self.network.phone(customer), [])
        self.start_again()
        self.assert_soon(["delivered"], lambda: self.states(customer))
        self.lanes.let_pass(minutes=10)
        self.assertEqual(self.network.phone(customer), ["Estou"])

    def test_between_acceptance_and_writing_it_down(self):
        """Its statuses say that it arrived; it is not sent a second time."""
        customer, conversation = self.greeted()
        self.network.set(auto_deliver=False)
        self.network.fault("timeout_after", customer, seconds=SLOW)
        self.answer("ana", conversation, "Uma vez só")
        self.assert_phone(customer, ["Uma vez só"])
        self.cut_power()
        self.assertEqual(self.states(customer), ["sending"])
        self.start_again()
        self.assertEqual(self.states(customer), ["uncertain"])
        self.network.set(auto_deliver=True)
        self.assert_soon(["delivered"], lambda: self.states(customer))
        self.answer("ana", conversation, "E mais esta")
        self.assert_phone(customer, ["Uma vez só", "E mais esta"])
        self.lanes.let_pass(minutes=10)
        self.assertEqual(self.network.phone(customer), ["Uma vez só", "E mais esta"])

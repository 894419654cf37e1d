"""Odoo is killed at the worst moments: nothing is lost, and nothing is doubled."""

from common import Live

# Longer than Odoo needs to start again.
SLOW = 20


class TestPowerCut(Live):
    def cut_power(self):
        self.product.kill_odoo()

    def start_again(self):
        self.product.start_odoo()
        self.run_lanes()

    def test_between_webhook_and_processing(self):
        """What was answered with 200 is processed after the start, once."""
        customer = self.customer()
        with self.lanes_held():
            wamid = self.write_as(customer, "Está me ouvindo?")
            self.wait_for([200], lambda: self.answers_to(wamid))
            self.cut_power()
        self.assertEqual(self.said_by(customer), [])
        self.start_again()
        self.wait_for(["Está me ouvindo?"], lambda: self.said_by(customer))
        self.run_lanes()
        self.assertEqual(self.said_by(customer), ["Está me ouvindo?"])

    def test_between_answer_and_sending(self):
        """What an agent wrote is sent after the start, once."""
        customer, conversation = self.greeted()
        with self.lanes_held():
            self.answer("ana", conversation, "Estou")
            self.assertEqual(self.states(customer), ["queued"])
            self.cut_power()
        self.assertEqual(self.phone(customer), [])
        self.start_again()
        self.wait_for(["delivered"], lambda: self.states(customer))
        self.let_pass(minutes=10)
        self.assertEqual(self.phone(customer), ["Estou"])

    def test_between_acceptance_and_writing_it_down(self):
        """Its statuses say that it arrived; it is not sent a second time."""
        customer, conversation = self.greeted()
        self.control("settings", auto_deliver=False)
        self.fault("timeout_after", customer, seconds=SLOW)
        self.answer("ana", conversation, "Uma vez só")
        self.wait_for(["Uma vez só"], lambda: self.phone(customer))
        self.cut_power()
        self.assertEqual(self.states(customer), ["sending"])
        self.start_again()
        self.assertEqual(self.states(customer), ["uncertain"])
        self.control("settings", auto_deliver=True)
        self.wait_for(["delivered"], lambda: self.states(customer))
        self.answer("ana", conversation, "E mais esta")
        self.wait_for(["Uma vez só", "E mais esta"], lambda: self.phone(customer))
        self.let_pass(minutes=10)
        self.assertEqual(self.phone(customer), ["Uma vez só", "E mais esta"])

    def answers_to(self, wamid):
        """Return the status of each answer of ours to a webhook about ``wamid``."""
        path = f"deliveries?containing={wamid}"
        return [post["status"] for post in self.control(path, method="GET")]

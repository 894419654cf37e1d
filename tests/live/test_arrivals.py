"""What customers write comes in once and in order, however it is delivered."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial

import psycopg2
import webhooks
from waiting import wait_until

from common import Live

CARRIERS = 6
CUSTOMERS = 60
TURNS = 5


class TestArrivals(Live):
    def setUp(self):
        super().setUp()
        [(key,)] = self.sql(
            "SELECT webhook_key FROM pact_inbox WHERE number_ref = %s", webhooks.NUMBER
        )
        self.url = f"{self.product.url}/pact/webhook/whatsapp/{key}"

    def post(self, *said):
        self.assertEqual(
            webhooks.post(self.url, webhooks.texts(*said)).status_code, 200
        )

    def test_four_first_messages_at_once_open_one_conversation(self):
        """One person who writes four times at once is one contact, and waits once."""
        customer = self.network.customer()
        said = [
            (f"wamid.{customer.key}.{n}", customer.phone, f"Parte {n}")
            for n in range(4)
        ]
        self.at_once(*(partial(self.post, each) for each in said))
        wait_until(lambda: len(self.said_by(customer)) >= 4)
        self.assertEqual(
            sorted(self.said_by(customer)), [text for _wamid, _phone, text in said]
        )
        self.assertEqual(self.counts(customer), (1, 1))

    def test_a_webhook_that_comes_twice_at_once_and_again_later_is_one_message(self):
        """Networks deliver at least once; the customer said it once."""
        customer = self.network.customer()
        message = (f"wamid.{customer.key}", customer.phone, "Uma vez")
        last = (f"wamid.{customer.key}.last", customer.phone, "Fim")
        self.at_once(*[partial(self.post, message)] * 2)
        wait_until(lambda: self.said_by(customer))
        self.post(message)
        self.post(last)
        self.assert_soon(["Uma vez", "Fim"], lambda: self.said_by(customer))

    def test_a_burst_loses_nothing_doubles_nothing_and_keeps_each_customer_in_order(
        self,
    ):
        """300 messages of 60 customers, brought by six posts at a time."""
        customers = [self.network.customer() for _ in range(CUSTOMERS)]
        with ThreadPoolExecutor(CARRIERS) as pool:
            list(
                pool.map(self.carry, (customers[n::CARRIERS] for n in range(CARRIERS)))
            )
        expected = [f"Vez {turn}" for turn in range(TURNS)]
        self.assert_soon(
            dict.fromkeys(customers, expected),
            lambda: {customer: self.said_by(customer) for customer in customers},
        )
        self.assertEqual({self.counts(customer) for customer in customers}, {(1, 1)})

    def carry(self, customers):
        for turn in range(TURNS):
            self.post(
                *(
                    (f"wamid.{each.key}.{turn}", each.phone, f"Vez {turn}")
                    for each in customers
                )
            )

    def counts(self, customer):
        """Return how many contacts and conversations a customer has."""
        query = """
            SELECT count(DISTINCT partner.id), count(DISTINCT channel.id)
              FROM res_partner partner
              LEFT JOIN discuss_channel channel ON channel.pact_partner_id = partner.id
             WHERE partner.phone_sanitized = %s
        """
        return self.sql(query, customer.phone)[0]

    def test_a_message_that_meets_an_agent_at_work_is_not_late(self):
        """Both change the conversation; the loser tries again at once."""
        customer, conversation = self.greeted()
        with self.changing(conversation, state="in_progress"):
            self.network.write_as(customer, "Cheguei")
            wait_until(self.somebody_waits)
        self.assert_soon(["Bom dia", "Cheguei"], lambda: self.said_by(customer), 5)
        self.assertEqual(self.counts(customer), (1, 1))

    def test_a_message_that_meets_the_end_of_its_conversation_opens_the_next(self):
        """Nobody would look for it in a finished one."""
        customer, conversation = self.greeted()
        with self.changing(conversation, state="finished"):
            self.network.write_as(customer, "E o prazo?")
            wait_until(self.somebody_waits)
        self.assert_soon(["Bom dia", "E o prazo?"], lambda: self.said_by(customer), 5)
        self.assertEqual(self.counts(customer), (1, 2))

    @contextmanager
    def changing(self, conversation, state):
        """Change the conversation in a transaction that lasts as long as the block."""
        with closing(psycopg2.connect(dbname=self.product.database)) as agent, agent:
            query = "UPDATE discuss_channel SET pact_state = %s WHERE id = %s"
            agent.cursor().execute(query, [state, conversation])
            yield

    def somebody_waits(self):
        return self.sql("SELECT 1 FROM pg_locks WHERE NOT granted")

"""Several people reach out to the same customer, or one person presses twice."""

from functools import partial

from common import Live
from setup.rpc import RemoteError


class TestStarting(Live):
    def setUp(self):
        super().setUp()
        # Others have reached a day's worth of people before.
        self.network.set(tier_limit=1_000_000)
        self.addCleanup(self.network.set, tier_limit=250)
        self.template = self.approved_template()

    def test_a_press_that_arrives_twice_is_one_conversation(self):
        """C29: one customer, one conversation, one message, and both are answered."""
        for _ in range(3):
            customer = self.network.customer()
            press = partial(self.start, "ana", customer, request_key=customer.key)
            opened = self.at_once(press, press, press)
            with self.subTest(customer=customer):
                self.assertEqual(len({str(each) for each in opened}), 1)
                self.assert_started_once(customer)

    def test_two_windows_of_one_agent_are_one_conversation(self):
        """C29: without a common key the second window opens what the first made."""
        customer = self.network.customer()
        opened = self.at_once(
            partial(self.start, "ana", customer, request_key="one"),
            partial(self.start, "ana", customer, request_key="two"),
        )
        self.assertEqual(len({str(each) for each in opened}), 1)
        self.assert_started_once(customer)

    def test_of_two_agents_one_starts_and_the_other_hears_who(self):
        """CN2: also where the contact is made in the same moment."""
        for _ in range(3):
            customer = self.network.customer()
            outcomes = self.at_once(
                partial(self.start, "ana", customer),
                partial(self.start, "bruno", customer),
            )
            with self.subTest(customer=customer):
                [refusal] = [one for one in outcomes if isinstance(one, RemoteError)]
                self.assertRegex(str(refusal), "is talking to them|está .*falando")
                self.assert_started_once(customer)

    def test_a_start_that_meets_the_customers_own_word(self):
        """C24, CN2: who writes in the same moment has one conversation."""
        customer = self.network.customer()
        self.at_once(
            partial(self.start, "ana", customer),
            partial(self.network.write_as, customer, "Oi"),
        )
        self.assert_soon(["Oi"], lambda: self.said_by(customer))
        self.assertEqual(len(self.conversations(customer)), 1)

    def approved_template(self):
        """Return a template of the demo, which the network has as well."""
        [[template]] = self.sql(
            """SELECT id FROM pact_template
                WHERE name = 'retomar_atendimento' AND language = 'pt_BR'"""
        )
        return template

    def start(self, login, customer, **wish):
        look = self.user(login).call("discuss.channel", "action_pact_preflight", {})
        asked = {
            "number": customer.phone,
            "name": customer.key,
            "team_id": look["teams"][0]["id"],
            "inbox_id": self.sql("SELECT id FROM pact_inbox ORDER BY id LIMIT 1")[0][0],
            "template_id": self.template,
            "values": {"body:2": "A-17"},
            **wish,
        }
        return self.user(login).call("discuss.channel", "action_pact_start", asked)

    def assert_started_once(self, customer):
        self.assertEqual(len(self.conversations(customer)), 1)
        said = f"Olá {customer.key}, podemos continuar o atendimento A-17 agora?"
        self.assertEqual([text for text, *_rest in self.outbox(customer)], [said])
        self.assert_soon([said], lambda: self.templates_on(customer))

    def templates_on(self, customer):
        return [text.splitlines()[0] for text in self.network.phone(customer)]

    def conversations(self, customer):
        return self.sql(
            """
            SELECT channel.id FROM discuss_channel channel
              JOIN pact_identity identity ON identity.id = channel.pact_identity_id
             WHERE identity.phone = %s
            """,
            customer.phone,
        )

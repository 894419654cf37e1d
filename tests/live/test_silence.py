"""Conversations that end by themselves, and customers who write in that moment."""

from common import Live

SILENT, TALKING = 1, 4

# As if the last answer and the holder were of two hours ago.
OLDER = (
    """
    UPDATE discuss_channel
       SET pact_answered_date = pact_answered_date - interval '2 hours'
     WHERE id = ANY(%s)
    """,
    """
    UPDATE pact_assignment SET date_from = date_from - interval '2 hours'
     WHERE channel_id = ANY(%s)
    """,
    """
    UPDATE pact_message SET sent_date = sent_date - interval '2 hours'
     WHERE channel_id = ANY(%s)
    """,
)


class TestSilence(Live):
    def setUp(self):
        super().setUp()
        self.addCleanup(self.finish_after, hours=0)

    def finish_after(self, hours):
        self.sql("UPDATE res_company SET pact_silence_hours = %s", hours)

    def state_of(self, conversation):
        query = """
            SELECT channel.pact_state, person.login FROM discuss_channel channel
              JOIN res_users person ON person.id = channel.pact_agent_id
             WHERE channel.id = %s
        """
        return self.sql(query, conversation)

    def test_a_customer_writes_in_that_moment(self):
        """HN6: whoever is faster, what they wrote is there, and somebody has it."""
        held = [self.greeted() for _each in range(SILENT + TALKING)]
        for customer, conversation in held:
            self.answer("ana", conversation, "Mais alguma coisa?")
            self.assert_soon(["delivered"], lambda one=customer: self.states(one))
        for older in OLDER:
            self.sql(older, [conversation for _customer, conversation in held])
        self.finish_after(hours=1)
        self.at_once(
            self.lanes.run,
            *(
                lambda one=customer: self.network.write_as(one, "Sim!")
                for customer, _conversation in held[SILENT:]
            ),
        )
        self.lanes.run()
        ana = self.state_of(held[0][1])[0][1]
        self.assertEqual(self.state_of(held[0][1]), [("finished", ana)])
        for customer, conversation in held[SILENT:]:
            self.assert_soon(
                ["Bom dia", "Sim!"], lambda one=customer: self.said_by(one)
            )
            self.assertEqual(self.state_of(conversation), [("in_progress", ana)])
            self.assertEqual(self.conversation_of(customer), conversation)

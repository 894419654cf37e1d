"""Two agents reach for the same conversation."""

from functools import partial

from common import Live
from setup.rpc import RemoteError


class TestTaking(Live):
    def test_of_two_agents_who_take_at_once_exactly_one_gets_it(self):
        """The other is told who was faster, and to choose the next one."""
        for _ in range(10):
            conversation = self.waiting()
            outcomes = self.at_once(
                partial(self.take, "ana", conversation),
                partial(self.take, "bruno", conversation),
            )
            with self.subTest(conversation=conversation):
                self.assert_one_got_it(conversation, outcomes)

    def waiting(self):
        customer = self.network.customer()
        self.network.write_as(customer, "Alguém?")
        return self.conversation_of(customer)

    def assert_one_got_it(self, conversation, outcomes):
        [refusal] = [each for each in outcomes if isinstance(each, RemoteError)]
        self.assertEqual(refusal.name, "odoo.exceptions.UserError")
        self.assertRegex(str(refusal), "already took|is changing")
        holder = "ana" if outcomes.index(refusal) else "bruno"
        self.assertEqual(self.holders(conversation), [(holder, holder)])

    def holders(self, conversation):
        """Return each pair of a holder of an open stint and a member."""
        return self.sql(
            """
            SELECT holder.login, joined.login
              FROM pact_assignment stint
              JOIN res_users holder ON holder.id = stint.user_id
              JOIN discuss_channel_member member ON member.channel_id = stint.channel_id
              JOIN res_users joined ON joined.partner_id = member.partner_id
             WHERE stint.channel_id = %s AND stint.date_to IS NULL
            """,
            conversation,
        )

"""Several people decide at once who holds a conversation, or whether it goes on."""

from functools import partial

from common import Live
from setup.rpc import RemoteError


class TestCustody(Live):
    def setUp(self):
        super().setUp()
        # Nothing is handed to somebody who is not there.
        for login in ("ana", "bruno", "admin"):
            self.user(login)

    def test_transfer_finish_and_return_at_once(self):
        """U14, U20: one of them wins, the others read a sentence; nothing is torn."""
        for _ in range(5):
            _customer, conversation = self.greeted("ana")
            outcomes = self.at_once(
                partial(self.transfer, conversation, "bruno"),
                partial(self.act, "finish", conversation),
                partial(self.act, "return", conversation),
            )
            with self.subTest(conversation=conversation):
                self.assert_one_won(outcomes)
                self.assert_whole(conversation)

    def test_two_transfers_at_once(self):
        """U14: one wins, the other is told; one open stint, one holder."""
        for _ in range(5):
            _customer, conversation = self.greeted("ana")
            outcomes = self.at_once(
                partial(self.transfer, conversation, "bruno"),
                partial(self.transfer, conversation, "admin"),
            )
            with self.subTest(conversation=conversation):
                self.assert_one_won(outcomes)
                self.assert_whole(conversation)

    def test_assigned_and_taken_at_once(self):
        """U19: of two who take and one who assigns exactly one decides."""
        for _ in range(5):
            customer = self.network.customer()
            self.network.write_as(customer, "Alguém?")
            conversation = self.conversation_of(customer)
            outcomes = self.at_once(
                partial(self.take, "ana", conversation),
                partial(self.take, "bruno", conversation),
                partial(self.assign, conversation, self.user("bruno").user_id),
            )
            with self.subTest(conversation=conversation):
                self.assertEqual(
                    sum(isinstance(each, RemoteError) for each in outcomes), 2
                )
                self.assert_whole(conversation)

    def act(self, action, conversation, *args):
        name = f"action_pact_{action}"
        return self.user("admin").call("discuss.channel", name, [conversation], *args)

    def assign(self, conversation, user):
        """Decide, as the dialog does, about what waits."""
        decided = {"user_id": user, "holder_id": False}
        return self.act("transfer", conversation, decided)

    def transfer(self, conversation, login):
        [[user]] = self.sql("SELECT id FROM res_users WHERE login = %s", login)
        return self.act("transfer", conversation, {"user_id": user})

    def assert_one_won(self, outcomes):
        refused = [each for each in outcomes if isinstance(each, RemoteError)]
        for refusal in refused:
            self.assertIn(
                refusal.name,
                ("odoo.exceptions.UserError", "odoo.exceptions.AccessError"),
            )
        # Somebody may come after another, and still be right to do what they do.
        self.assertLess(len(refused), len(outcomes))

    def assert_whole(self, conversation):
        """Assert that state, holder, member and the open stint tell one story."""
        [[state, holder]] = self.sql(
            "SELECT pact_state, pact_agent_id FROM discuss_channel WHERE id = %s",
            conversation,
        )
        members = self.sql(
            """SELECT joined.id FROM discuss_channel_member member
                 JOIN res_users joined ON joined.partner_id = member.partner_id
                WHERE member.channel_id = %s""",
            conversation,
        )
        stints = self.sql(
            """SELECT user_id FROM pact_assignment
                WHERE channel_id = %s AND date_to IS NULL""",
            conversation,
        )
        expected = {
            "in_progress": ([(holder,)], [(holder,)]),
            "waiting": ([], [(None,)]),
            "finished": ([], []),
        }
        self.assertEqual((members, stints), expected[state])

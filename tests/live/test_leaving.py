"""Somebody is removed in the moment in which they are given a conversation."""

from functools import partial

from common import Live
from setup.rpc import RemoteError

HELD = """
    SELECT id FROM discuss_channel WHERE pact_state = 'in_progress'
       AND pact_agent_id = (SELECT user_id FROM pact_member WHERE id = %s)
"""


class TestLeaving(Live):
    def test_taken_by_who_is_removed_at_once(self):
        """X2: no customer stays with somebody who is gone."""
        for _ in range(4):
            conversation = self.waiting()
            self.meets_removal(partial(self.take, "ana", conversation))
            self.assert_held_by_members()

    def test_transferred_to_who_is_removed_at_once(self):
        """X2: neither does one that a colleague hands over in that moment."""
        for _ in range(4):
            _customer, conversation = self.greeted("bruno")
            self.meets_removal(partial(self.transfer, conversation))
            self.assert_held_by_members()

    def waiting(self):
        customer = self.network.customer()
        self.network.write_as(customer, "Alguém?")
        return self.conversation_of(customer)

    def transfer(self, conversation):
        [[ana]] = self.sql("SELECT id FROM res_users WHERE login = 'ana'")
        values = {"user_id": ana}
        self.user("admin").call(
            "discuss.channel", "action_pact_transfer", [conversation], values
        )

    def meets_removal(self, action):
        """Do ``action`` while Ana is removed; take her back in the end."""
        [[member]] = self.sql(
            "SELECT member.id FROM pact_member member JOIN res_users person"
            " ON person.id = member.user_id WHERE person.login = 'ana'"
        )
        change = partial(self.product.log_in("admin").call, "pact.member")
        self.user("ana")
        outcomes = self.at_once(action, partial(change, "action_archive", [member]))
        self.is_removed = not isinstance(outcomes[1], RemoteError)
        self.addCleanup(self._sessions.clear)
        self.held = self.sql(HELD, member)
        if self.is_removed:
            change("action_unarchive", [member])
            self._sessions.pop("ana")

    def assert_held_by_members(self):
        if self.is_removed:
            self.assertEqual(self.held, [])

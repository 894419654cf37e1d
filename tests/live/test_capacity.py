"""Somebody reaches for more than they may hold, or leaves while something comes."""

from functools import partial

from common import Live
from setup.rpc import RemoteError

HELD = """
    SELECT count(*) FROM discuss_channel
     WHERE pact_state = 'in_progress' AND pact_agent_id = %s
"""
# Whether what came to somebody who pauses now came before the pause.
CAME_BEFORE = """
    SELECT stint.date_from <= pause.date_from
      FROM pact_assignment stint
      JOIN pact_availability pause ON pause.user_id = stint.user_id
     WHERE stint.channel_id = %s AND stint.date_to IS NULL
       AND pause.date_to IS NULL AND pause.state = 'paused'
"""
MAXIMUM = "UPDATE pact_member SET max_open = %s WHERE user_id = %s"


class TestCapacity(Live):
    def setUp(self):
        super().setUp()
        [[self.ana]] = self.sql("SELECT id FROM res_users WHERE login = 'ana'")
        self.addCleanup(self.may_hold, 0)
        self.addCleanup(self.members, "choose_availability", "available")
        self.members("choose_availability", "available")

    def test_two_taken_at_once_by_who_may_hold_one_more(self):
        """H19: exactly one of them comes."""
        for _ in range(5):
            waiting = self.waiting(), self.waiting()
            self.leave_room_for(1)
            outcomes = self.at_once(
                *(partial(self.take, "ana", one) for one in waiting)
            )
            self.assert_one_came(outcomes)

    def test_one_is_taken_as_another_is_assigned(self):
        """H19: an administrator gives in the moment in which the agent takes."""
        for _ in range(5):
            mine, given = self.waiting(), self.waiting()
            self.leave_room_for(1)
            outcomes = self.at_once(
                partial(self.take, "ana", mine), partial(self.assign, given)
            )
            self.assert_one_came(outcomes)

    def test_one_is_taken_as_a_customer_comes_back(self):
        """H19, HN7: the customer waits, or the agent is refused; nothing is lost."""
        for _ in range(5):
            self.may_hold(0)
            customer, finished = self.greeted("ana")
            self.act("finish", finished)
            waiting = self.waiting()
            before = self.leave_room_for(1)
            self.at_once(
                partial(self.take, "ana", waiting),
                partial(self.network.write_as, customer, "Mais uma coisa"),
            )
            said = partial(self.said_by, customer)
            self.assert_soon(["Bom dia", "Mais uma coisa"], said)
            self.assertEqual(self.held(), before + 1)

    def test_a_pause_begins_as_something_is_given(self):
        """C5: what was given came before the pause, or was refused."""
        kind = self.user("ana").call("pact.pause.type", "search", [])[0]
        for _ in range(5):
            given = self.waiting()
            before = self.held()
            self.at_once(
                partial(self.members, "begin_pause", kind),
                partial(self.assign, given),
            )
            stints = self.sql(CAME_BEFORE, given)
            self.assertEqual(len(stints), self.held() - before)
            self.assertNotIn((False,), stints)
            self.members("choose_availability", "available")

    def test_two_windows_say_the_same(self):
        """C1: what two windows of one person say at once is no error in either."""
        for state in ("unavailable", "available") * 4:
            say = partial(self.members, "choose_availability", state)
            told = self.at_once(say, say)
            self.assertEqual([one["state"] for one in told], [state, state])

    def members(self, method, *args):
        return self.user("ana").call("pact.member", method, *args)

    def assign(self, conversation):
        values = {"user_id": self.ana}
        call = self.user("admin").call
        return call("discuss.channel", "action_pact_transfer", [conversation], values)

    def act(self, what, conversation):
        call = self.user("ana").call
        return call("discuss.channel", f"action_pact_{what}", [conversation])

    def waiting(self):
        customer = self.network.customer()
        self.network.write_as(customer, "Alguém?")
        return self.conversation_of(customer)

    def held(self):
        return self.sql(HELD, self.ana)[0][0]

    def leave_room_for(self, more):
        """Let the maximum of Ana be so many more; return what she holds."""
        self.most = self.held() + more
        self.may_hold(self.most)
        return self.most - more

    def may_hold(self, most):
        self.sql(MAXIMUM, most, self.ana)

    def assert_one_came(self, outcomes):
        [refusal] = [each for each in outcomes if isinstance(each, RemoteError)]
        self.assertEqual(refusal.name, "odoo.exceptions.UserError")
        self.assertIn("maximum", str(refusal))
        self.assertEqual(self.held(), self.most)

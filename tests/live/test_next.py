"""Many ask the dispenser in the same moment: nobody gets what another got."""

import itertools
from functools import partial

from common import Live
from setup.rpc import RemoteError

CREW = 10
GIVEN = """
    SELECT channel_id, user_id FROM pact_assignment
     WHERE reason = 'dispensed' AND channel_id IN %s
"""
MOVE = "UPDATE discuss_channel SET pact_team_id = %s WHERE id IN %s"
MAXIMUM = "UPDATE pact_member SET max_open = %s WHERE user_id = %s"
_teams = itertools.count(1)


class TestNext(Live):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.logins = [f"dispenser{number}" for number in range(CREW)]
        admin = cls.product.log_in("admin")
        [role] = admin.call("pact.role", "search", [["kind", "=", "conversation"]])[:1]
        [option] = admin.call("pact.right", "search", [["code", "=", "may_dispense"]])
        users = admin.call(
            "res.users",
            "create",
            [
                {"name": login, "login": login, "password": login}
                for login in cls.logins
            ],
        )
        cls.members = admin.call(
            "pact.member",
            "create",
            [
                {
                    "user_id": user,
                    "role_ids": [[6, 0, [role]]],
                    "option_ids": [[6, 0, [option]]],
                }
                for user in users
            ],
        )
        cls.users = dict(zip(cls.logins, users, strict=True))

    def setUp(self):
        super().setUp()
        # A queue of its own: what other tests left waiting is none of it.
        members = [[6, 0, self.members]]
        team = {"name": f"Fila {next(_teams)}", "member_ids": members}
        call = self.user("admin").call
        [self.team] = call("pact.team", "create", [team])
        nobody = {"member_ids": [[5]]}
        self.addCleanup(call, "pact.team", "write", [self.team], nobody)

    def test_two_press_again_and_again(self):
        """U13: each press gives one, and both never the same."""
        waiting = self.waiting(16)
        for _ in range(8):
            given = self.at_once(*(partial(self.next, one) for one in self.logins[:2]))
            self.assertEqual(len(set(given) - {None}), 2, given)
        self.assert_each_given_once(waiting)

    def test_ten_press_where_five_wait(self):
        """U13: exactly five get one, and the others a sentence."""
        for login in self.logins:
            self.user(login)
        for _ in range(4):
            waiting = self.waiting(5)
            given = self.at_once(*(partial(self.next, one) for one in self.logins))
            self.assertEqual([one for one in given if isinstance(one, Exception)], [])
            self.assertEqual(sorted(filter(None, given)), sorted(waiting))
            self.assert_each_given_once(waiting)

    def test_one_presses_in_two_windows(self):
        """U13, H19: whoever may hold one more gets one, however often they press."""
        login = self.logins[-1]
        self.user(login)
        self.addCleanup(self.sql, MAXIMUM, 0, self.users[login])
        for held in range(4):
            self.waiting(2)
            self.sql(MAXIMUM, held + 1, self.users[login])
            press = partial(self.next, login)
            outcomes = self.at_once(press, press)
            [refusal] = [each for each in outcomes if isinstance(each, RemoteError)]
            self.assertIn("maximum", str(refusal))

    def next(self, login):
        """Press the button; return which conversation it gave, or None."""
        given = self.user(login).call("discuss.channel", "action_pact_next")
        return given["channel_id"] or None

    def waiting(self, count):
        """Let so many customers write, and wait for the team; return what waits."""
        customers = [self.network.customer() for _ in range(count)]
        for customer in customers:
            self.network.write_as(customer, "Alguém?")
        waiting = [self.conversation_of(customer) for customer in customers]
        self.sql(MOVE, self.team, tuple(waiting))
        return waiting

    def assert_each_given_once(self, waiting):
        given = self.sql(GIVEN, tuple(waiting))
        self.assertEqual(sorted(channel for channel, _ in given), sorted(waiting))

"""People of one team would pause in the same moment, and enough of them stay."""

from functools import partial

from common import Live

STATES = """
    SELECT usr.login, member.availability FROM pact_member member
      JOIN res_users usr ON usr.id = member.user_id
                        AND usr.company_id = member.company_id
     WHERE usr.login IN ('ana', 'bruno') ORDER BY usr.login
"""
WAITING = "SELECT count(*) FROM pact_pause_turn WHERE state = 'waiting'"
KEEP = """
    UPDATE pact_team SET minimum_available = %s
     WHERE id IN (SELECT res_id FROM ir_model_data
                   WHERE module = 'pact_team' AND name = 'pact_team_demo')
"""


class TestCoverage(Live):
    def setUp(self):
        super().setUp()
        self.addCleanup(self.members, "admin", "choose_availability", "available")
        for login in ("ana", "bruno"):
            self.addCleanup(self.members, login, "choose_availability", "available")
            self.addCleanup(self.members, login, "choose_availability", "unavailable")
        self.addCleanup(self.sql, KEEP, 0)
        self.members("admin", "choose_availability", "unavailable")
        [self.kind] = self.user("ana").call("pact.pause.type", "search", [], limit=1)

    def test_two_ask_at_once(self):
        """I2: one goes and one waits, however often; and then it is their turn."""
        for _ in range(8):
            self.begin_anew()
            self.at_once(*(partial(self.pause, one) for one in ("ana", "bruno")))
            self.assertEqual(sorted(self.states().values()), ["available", "paused"])
            self.assertEqual(self.waiting(), 1)
            self.members(self.who("paused"), "end_pause")
            self.assert_soon(0, self.waiting)
            self.assertEqual(sorted(self.states().values()), ["available", "paused"])

    def test_one_comes_back_as_another_asks(self):
        """I2: nobody is forgotten in the queue."""
        for _ in range(8):
            self.begin_anew()
            self.pause("ana")
            self.at_once(
                partial(self.members, "ana", "end_pause"),
                partial(self.pause, "bruno"),
            )
            self.assert_soon({"ana": "available", "bruno": "paused"}, self.states)
            self.assertEqual(self.waiting(), 0)

    def begin_anew(self):
        self.sql(KEEP, 0)
        for login in ("ana", "bruno"):
            self.members(login, "choose_availability", "unavailable")
            self.members(login, "choose_availability", "available")
        self.sql(KEEP, 1)

    def pause(self, login):
        return self.members(login, "begin_pause", self.kind)

    def members(self, login, method, *args):
        return self.user(login).call("pact.member", method, *args)

    def states(self):
        return dict(self.sql(STATES))

    def who(self, state):
        [login] = [one for one, theirs in self.states().items() if theirs == state]
        return login

    def waiting(self):
        return self.sql(WAITING)[0][0]

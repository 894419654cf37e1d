"""Somebody leaves for today in the moment in which something else happens."""

from functools import partial

from common import Live

MEMBER = """
    SELECT member.id, member.user_id FROM pact_member member
      JOIN res_users person ON person.id = member.user_id
                           AND person.company_id = member.company_id
     WHERE person.login = %s
"""
HELD = """
    SELECT count(*) FROM discuss_channel
     WHERE pact_state = 'in_progress' AND pact_agent_id = %s
"""
HOLDER = "SELECT pact_state, pact_agent_id FROM discuss_channel WHERE id = %s"
MAXIMUM = "UPDATE pact_member SET max_open = %s WHERE id = %s"


class TestGoingHome(Live):
    def setUp(self):
        super().setUp()
        logins = ("ana", "bruno", "admin")
        self.people = {login: self.sql(MEMBER, login)[0] for login in logins}
        self.let_transfer("ana", "bruno")
        self.addCleanup(self.sql, MAXIMUM, 0, self.people["admin"][0])
        for login in logins:
            self.come(login)
            self.addCleanup(self.come, login)

    def test_what_is_given_as_somebody_leaves(self):
        """C1, I3: it is among what they are asked about, or it was refused."""
        for _ in range(6):
            self.come("ana")
            given = self.waiting()
            told, _assigned = self.at_once(
                partial(self.members, "ana", "leave"), partial(self.assign, given)
            )
            offered = [row["id"] for offer in told["offers"] for row in offer["rows"]]
            self.assertEqual(given in offered, self.is_held_by("ana", given))

    def test_two_leave_to_one_who_has_room_for_one(self):
        """H19, I3: one conversation goes there, the other one waits."""
        heir, user = self.people["admin"]
        for _ in range(4):
            theirs = {login: self.greeted(login)[1] for login in ("ana", "bruno")}
            [[held]] = self.sql(HELD, user)
            self.sql(MAXIMUM, held + 1, heir)
            self.at_once(
                *(
                    partial(self.hand_over, login, one, heir)
                    for login, one in theirs.items()
                )
            )
            self.assertEqual(self.sql(HELD, user), [(held + 1,)])
            states = sorted(self.sql(HOLDER, one)[0][0] for one in theirs.values())
            self.assertEqual(states, ["in_progress", "waiting"])

    def let_transfer(self, *logins):
        admin = self.user("admin")
        [option] = admin.call("pact.right", "search", [["code", "=", "may_transfer"]])
        members = [self.people[login][0] for login in logins]
        admin.call("pact.member", "write", members, {"option_ids": [[4, option]]})

    def come(self, login):
        self.members(login, "choose_availability", "available")

    def members(self, login, method, *args):
        return self.user(login).call("pact.member", method, *args)

    def hand_over(self, login, conversation, heir):
        row = {"id": conversation, "heir_id": heir}
        return self.members(login, "leave_hand_over", [row], "Até amanhã")

    def assign(self, conversation):
        values = {"user_id": self.people["ana"][1]}
        self.user("admin").call(
            "discuss.channel", "action_pact_transfer", [conversation], values
        )

    def is_held_by(self, login, conversation):
        return self.sql(HOLDER, conversation) == [
            ("in_progress", self.people[login][1])
        ]

    def waiting(self):
        customer = self.network.customer()
        self.network.write_as(customer, "Alguém?")
        return self.conversation_of(customer)

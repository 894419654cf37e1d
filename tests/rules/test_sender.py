from unittest import TestCase

from rules.sender import Sender, problem


class TestSender(TestCase):
    def test_a_table_of_cases(self):
        """P4: what may not begin conversations begins none with thousands."""
        for facts, found in (
            ({}, None),
            ({"is_active": False}, "archived"),
            ({"is_begun_by_agents": False}, "inbound"),
            ({"is_connected": False}, "unconnected"),
            ({"is_of_my_teams": False}, "others"),
            ({"is_stopped": True}, "stopped"),
            ({"can_send": "limited"}, "limited"),
            ({"can_send": "blocked"}, "blocked"),
            ({"can_send": ""}, None),
            ({"is_active": False, "can_send": "blocked"}, "archived"),
        ):
            with self.subTest(facts=facts):
                self.assertEqual(problem(Sender(**facts)), found)

"""Two people merge the same requests in the same moment."""

from functools import partial

from common import Live
from setup.rpc import RemoteError

STATES = """
    SELECT id, merged_into_id, state FROM pact_ticket WHERE id IN %s ORDER BY id
"""
SAID = """
    SELECT res_id FROM mail_message
     WHERE model = 'pact.ticket' AND body LIKE %s
"""


class TestRequestMerge(Live):
    def test_two_at_once(self):
        """S19: one stays with every word; nobody leads in a circle, nothing is lost."""
        for time in range(4):
            with self.subTest(time=time):
                self._merge_at_once(time)

    def _merge_at_once(self, time):
        one, two, three = tickets = [self._file(f"Palavra {time}") for _ in range(3)]
        outcomes = self.at_once(
            partial(self._merge, [one], two),
            partial(self._merge, [two], one),
            partial(self._merge, [two, three], one),
            partial(self._merge, [one], three),
        )
        self.assertTrue(any(outcome is True for outcome in outcomes), outcomes)
        for outcome in outcomes:
            if isinstance(outcome, RemoteError):
                self.assertRegex(str(outcome), "merged into|Somebody else|finished")
        rows = self.sql(STATES, tuple(tickets))
        into = {ticket: kept for ticket, kept, _state in rows}
        for ticket, kept, state in rows:
            self.assertEqual(state == "finished", kept is not None, ticket)
            self.assertIsNone(into.get(kept), "what stays was merged itself")
        staying = {ticket for ticket, kept in into.items() if kept is None}
        said = self.sql(SAID, f"%Palavra {time}%")
        self.assertEqual(len(said), 3)
        self.assertLessEqual({res_id for (res_id,) in said}, staying)

    def _file(self, words):
        call = self.user("admin").call
        query = "SELECT partner_id FROM res_users WHERE id = %s"
        [[partner_id]] = self.sql(query, self.record("user_helena"))
        kind = self.record("pact_classification_demo_registry_card")
        [made] = call(
            "pact.ticket.filing",
            "create",
            [
                {
                    "partner_id": partner_id,
                    "classification_id": kind,
                    "contact_name": "Helena",
                    "contact_email": "helena@example.com",
                    "message": words,
                }
            ],
        )
        return call("pact.ticket.filing", "action_file", [made])["res_id"]

    def record(self, name):
        """Return the id of what the demonstration names ``name``."""
        query = "SELECT res_id FROM ir_model_data WHERE name = %s"
        return self.sql(query, name)[0][0]

    def _merge(self, duplicates, kept):
        return self.user("admin").call("pact.ticket", "action_merge", duplicates, kept)

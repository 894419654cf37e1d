"""What somebody decides meets what happens by itself in the same moment."""

from datetime import datetime, timedelta
from functools import partial

from waiting import wait_until

from common import Live
from setup.rpc import RemoteError

SETTLED = """
    SELECT state FROM pact_scheduled WHERE channel_id = %s AND state <> 'planned'
"""


class TestCollisions(Live):
    def test_two_contacts_become_one_while_both_write(self):
        """Nothing that either says is lost, and all of it is one contact's."""
        for _ in range(3):
            first, one = self.greeted("ana")
            second, other = self.greeted("bruno")
            kept, gone = self.partner(one), self.partner(other)
            outcomes = self.at_once(
                partial(self.merge, kept, gone),
                partial(self.network.write_as, first, "Um"),
                partial(self.network.write_as, second, "Dois"),
            )
            self.assertNotIsInstance(outcomes[0], RemoteError)
            self.assert_soon(["Bom dia", "Um"], partial(self.said_by, first))
            self.assert_soon(["Bom dia", "Dois"], partial(self.said_by, second))
            self.assertEqual(self.partner(other), kept)
            authors = self.sql(
                """SELECT DISTINCT said.author_id FROM mail_message said
                     JOIN pact_message row ON row.message_id = said.id
                    WHERE row.channel_id IN %s AND row.direction = 'in'""",
                (one, other),
            )
            self.assertEqual(authors, [(kept,)])

    def merge(self, kept, gone):
        call = self.user("admin").call
        values = {"contact_id": kept, "other_id": gone}
        [made] = call("pact.contact.merge", "create", [values])
        return call("pact.contact.merge", "action_merge", [made])

    def partner(self, conversation):
        query = "SELECT pact_partner_id FROM discuss_channel WHERE id = %s"
        return self.sql(query, conversation)[0][0]

    def test_a_planned_message_meets_the_end_of_its_conversation(self):
        """D2: it left before the end, or its author is told that it did not."""
        for _ in range(3):
            customer, conversation = self.greeted("ana")
            when = datetime.utcnow() + timedelta(seconds=60)
            self.user("ana").call(
                "discuss.channel",
                "action_pact_schedule",
                [conversation],
                f"{when:%Y-%m-%d %H:%M:%S}",
                "Mais tarde",
            )
            self.at_once(
                partial(self.come_due, conversation),
                partial(self.act, "finish", conversation),
            )
            [[state]] = wait_until(partial(self.sql, SETTLED, conversation))
            self.assertIn(state, ("sent", "failed"))
            self.assert_phone(customer, ["Mais tarde"] * (state == "sent"))

    def come_due(self, conversation):
        self.sql(
            "UPDATE pact_scheduled SET date = now() AT TIME ZONE 'UTC'"
            " - interval '1 second' WHERE channel_id = %s",
            conversation,
        )
        self.run_job("scheduled")

    def run_job(self, name):
        query = "SELECT res_id FROM ir_model_data WHERE name = %s"
        [[cron]] = self.sql(query, f"ir_cron_{name}")
        self.user("admin").call("ir.cron", "method_direct_trigger", [cron])

    def test_reopened_while_the_customer_writes(self):
        """One open conversation, and what was said in it."""
        for _ in range(4):
            customer, conversation = self.greeted("ana")
            self.act("finish", conversation)
            self.at_once(
                partial(self.act, "reopen", conversation),
                partial(self.network.write_as, customer, "Mais uma coisa"),
            )
            said = partial(self.said_by, customer)
            self.assert_soon(["Bom dia", "Mais uma coisa"], said)
            opened = self.sql(
                """SELECT count(*) FROM discuss_channel channel
                    WHERE pact_state IN ('waiting', 'in_progress')
                      AND pact_identity_id = (SELECT pact_identity_id
                          FROM discuss_channel WHERE id = %s)""",
                conversation,
            )
            self.assertEqual(opened, [(1,)])

    def test_transferred_to_a_team_that_is_archived(self):
        """U14: nobody waits in a queue that nobody looks at."""
        for index in range(4):
            _customer, conversation = self.greeted("ana")
            [team] = self.user("admin").call(
                "pact.team", "create", [{"name": f"Breve {index}"}]
            )
            archive = partial(self.product.log_in("admin").call, "pact.team")
            self.at_once(
                partial(self.act, "transfer", conversation, {"team_id": team}),
                partial(archive, "write", [team], {"active": False}),
            )
            self.run_job("nudge")
            query = """SELECT team.active FROM discuss_channel channel
                         JOIN pact_team team ON team.id = channel.pact_team_id
                        WHERE channel.id = %s"""
            self.assertEqual(self.sql(query, conversation), [(True,)])

    def act(self, action, conversation, *args):
        name = f"action_pact_{action}"
        return self.user("admin").call("discuss.channel", name, [conversation], *args)

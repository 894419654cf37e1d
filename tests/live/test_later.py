"""What was planned for later is said once, whatever happens in that moment."""

from contextlib import closing, contextmanager
from datetime import datetime, timedelta, timezone

import psycopg2
from waiting import wait_until

from common import Live

PLANNED = ["Primeira", "Segunda", "Terceira"]


class TestLater(Live):
    def plan(self, login, conversation, text, minutes):
        date = datetime.now(timezone.utc) + timedelta(minutes=minutes)
        self.user(login).call(
            "discuss.channel",
            "action_pact_schedule",
            [conversation],
            date.strftime("%Y-%m-%d %H:%M:%S"),
            text,
        )

    def states_of(self, conversations):
        query = (
            "SELECT state FROM pact_scheduled WHERE channel_id = ANY(%s) ORDER BY id"
        )
        return [state for (state,) in self.sql(query, conversations)]

    @contextmanager
    def nobody_writes_in(self, conversation):
        """Let whatever is said in ``conversation`` wait for as long as the block."""
        with closing(psycopg2.connect(dbname=self.product.database)) as holder:
            query = "SELECT 1 FROM discuss_channel WHERE id = %s FOR NO KEY UPDATE"
            holder.cursor().execute(query, [conversation])
            yield

    def is_waited_for(self):
        return self.sql("""
            SELECT 1 FROM pg_stat_activity
             WHERE wait_event_type = 'Lock' AND datname = current_database()
        """)

    def test_killed_in_the_middle(self):
        """One has left, one is just being said, one is still to come: each once."""
        customers, conversations = zip(
            *(self.greeted() for _each in PLANNED), strict=True
        )
        conversations = list(conversations)
        for minutes, text in enumerate(PLANNED, start=30):
            self.plan("ana", conversations[minutes - 30], text, minutes)
        with self.nobody_writes_in(conversations[1]):
            self.lanes.bring_nearer(minutes=60)
            self.lanes.start()
            wait_until(
                lambda: (
                    self.states_of(conversations) == ["sent", "planned", "planned"]
                    and self.is_waited_for()
                )
            )
            self.product.kill_odoo()
        self.product.start_odoo()
        self.lanes.run()
        for customer, text in zip(customers, PLANNED, strict=True):
            self.assert_phone(customer, [text])
        self.assertEqual(self.states_of(conversations), ["sent"] * 3)
        self.lanes.let_pass(minutes=10)
        for customer, text in zip(customers, PLANNED, strict=True):
            self.assertEqual(self.network.phone(customer), [text])

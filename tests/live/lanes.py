"""The scheduled jobs that receive and send: kept waiting, or hurried."""

from contextlib import closing, contextmanager

import psycopg2
from waiting import wait_until

# Each date for which a lane waits.
NEARER = (
    """
    UPDATE pact_event SET next_date = next_date - %s * interval '1 minute'
     WHERE state = 'failed'
    """,
    """
    UPDATE pact_message SET next_date = next_date - %s * interval '1 minute'
     WHERE state IN ('queued', 'uncertain')
    """,
    "UPDATE pact_inbox SET pause_date = pause_date - %s * interval '1 minute'",
    """
    UPDATE pact_scheduled SET date = date - %s * interval '1 minute'
     WHERE state = 'planned'
    """,
)


class Lanes:
    def __init__(self, database, sql):
        self._database = database
        self._sql = sql
        found = sql("""
            SELECT array_agg(res_id) FROM ir_model_data
             WHERE module = 'pact_team' AND model = 'ir.cron'
        """)
        self._ids = found[0][0]

    def run(self):
        """Let the lanes look for work, as each minute does, and wait for their end."""
        self.start()
        wait_until(self._are_idle)

    def start(self):
        """Let the lanes look for work, and do not wait for them."""
        self._sql(
            """
            INSERT INTO ir_cron_trigger (cron_id, call_at)
            SELECT unnest(%s), now() AT TIME ZONE 'UTC'
            """,
            self._ids,
        )
        self._ring()

    def let_pass(self, minutes):
        """Bring every date for which the lanes wait nearer, and let them look."""
        self.bring_nearer(minutes)
        self.run()

    def bring_nearer(self, minutes):
        for nearer in NEARER:
            self._sql(nearer, minutes)

    @contextmanager
    def held(self):
        """Keep the lanes from starting for as long as the block lasts."""
        with closing(psycopg2.connect(dbname=self._database)) as holder:
            query = "SELECT 1 FROM ir_cron WHERE id = ANY(%s) FOR NO KEY UPDATE"
            holder.cursor().execute(query, [self._ids])
            yield

    def _are_idle(self):
        # Rung again and again: a server that is just starting does not hear it yet.
        self._ring()
        return not self._sql(
            """
            SELECT 1 FROM ir_cron_trigger
             WHERE cron_id = ANY(%s) AND call_at <= now() AT TIME ZONE 'UTC'
            """,
            self._ids,
        )

    def _ring(self):
        with closing(psycopg2.connect(dbname="postgres")) as bell, bell:
            question = "SELECT pg_notify('cron_trigger', %s)"
            bell.cursor().execute(question, [self._database])

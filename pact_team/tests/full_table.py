"""A table as full as a busy company's: only then it means something how it is read."""


def fill(env, team, count=5000):
    """Let ``count`` customers wait in ``team``, and as many be owed an answer there.

    What the database remembers of a table of tests is chance: it is told anew.
    """
    env.flush_all()
    env.cr.execute(
        """
        INSERT INTO discuss_channel (name, channel_type, active, pact_company_id,
            pact_team_id, pact_state, pact_waiting_date, pact_unanswered_date,
            last_interest_dt)
        SELECT 'Filling', 'pact', true, %s, %s, state, now() - n * interval '1 minute',
               now() - n * interval '1 minute', now() - n * interval '1 minute'
          FROM generate_series(1, %s) n, unnest(ARRAY['waiting', 'in_progress']) state
        """,
        [team.company_id.id, team.id, count],
    )
    env.cr.execute("ANALYZE discuss_channel")

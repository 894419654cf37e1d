"""What the former version did not write down, and its tables still tell."""

# A customer whose words nobody has answered waits since the first of them.
UNANSWERED = """
    UPDATE discuss_channel channel SET pact_unanswered_date = heard.since
      FROM (SELECT said.channel_id, min(said.create_date) AS since
              FROM pact_message said
             WHERE said.direction = 'in' AND NOT EXISTS (
                   SELECT FROM pact_message reply
                    WHERE reply.channel_id = said.channel_id
                      AND reply.direction = 'out'
                      AND reply.message_id > said.message_id)
             GROUP BY said.channel_id) heard
     WHERE channel.id = heard.channel_id
       AND channel.pact_state IN ('waiting', 'in_progress')
"""

# Where we spoke last, the silence that may finish it is counted from then.
ANSWERED = """
    UPDATE discuss_channel channel SET pact_answered_date = answers.last
      FROM (SELECT channel_id, max(create_date) AS last FROM pact_message
             WHERE direction = 'out' AND is_automatic IS NOT TRUE
             GROUP BY channel_id) answers
     WHERE channel.id = answers.channel_id
       AND channel.pact_state IN ('waiting', 'in_progress')
"""

GROUPS = """
    UPDATE discuss_channel channel SET pact_is_group = TRUE
      FROM pact_identity identity
     WHERE identity.id = channel.pact_identity_id AND identity.is_group
"""

# What came through a webhook, came through one that was verified.
VERIFIED = """
    UPDATE pact_inbox inbox SET verified_date = known.since
      FROM (SELECT inbox_id, min(create_date) AS since
              FROM pact_identity WHERE last_inbound_date IS NOT NULL
             GROUP BY inbox_id) known
     WHERE inbox.id = known.inbox_id
"""

HANDLED = """
    UPDATE pact_assignment SET reply_count = 0,
           handle_seconds = extract(epoch FROM date_to - date_from)
     WHERE user_id IS NOT NULL AND date_to IS NOT NULL
"""

REPLIES = """
    UPDATE pact_assignment stint
       SET first_reply_date = answers.since, reply_count = answers.count
      FROM (SELECT held.id, min(said.date) AS since, count(DISTINCT said.id)
              FROM pact_assignment held
              JOIN pact_message reply ON reply.channel_id = held.channel_id
                   AND reply.user_id = held.user_id AND reply.direction = 'out'
              JOIN mail_message said ON said.id = reply.message_id
                   AND said.date BETWEEN held.date_from AND held.date_to
             GROUP BY held.id) answers
     WHERE stint.id = answers.id
"""


def migrate(cr, _version):
    for statement in (UNANSWERED, ANSWERED, GROUPS, VERIFIED, HANDLED, REPLIES):
        cr.execute(statement)

from odoo import api, fields, models
from odoo.tools import SQL

from ..rules import assignment, patience

PAGE = 100


class DiscussChannel(models.Model):
    """What of a queue could be given to somebody: the rest is not decided about."""

    _inherit = "discuss.channel"

    @api.model
    def _pact_page_of(self, team, after, rooms=None):
        """Return ``[(id, date)]`` of the next that wait for ``team``, oldest first.

        :param after: the date and the id of the last one that was looked at
        :param rooms: ``{user id: points}`` of whoever is there, where it is known;
            what none of them could have is left out
        """
        now = fields.Datetime.now()
        self.flush_model(["pact_state", "pact_team_id", "pact_waiting_date"])
        return self.env.execute_query(
            SQL(
                """SELECT channel.id, channel.pact_waiting_date
                     FROM discuss_channel channel
                    WHERE channel.pact_team_id = %s AND channel.pact_state = 'waiting'
                      AND (channel.pact_waiting_date, channel.id) > (%s, %s)
                      AND %s
                      AND CASE WHEN %s THEN %s ELSE FALSE END
                    ORDER BY channel.pact_waiting_date, channel.id LIMIT %s""",
                team.id,
                *after,
                self._pact_young_sql(team, now),
                self._pact_worth_looking_sql(team, now),
                self._pact_within_reach_sql(team, now, rooms),
                PAGE,
            )
        )

    def _pact_young_sql(self, team, now):
        earliest = patience.waiting_since_at_least(team.most_hours, now=now)
        if earliest is None:
            return SQL("TRUE")
        return SQL("channel.pact_waiting_date > %s", earliest)

    def _pact_worth_looking_sql(self, team, now):
        if team.method in assignment.BY_ITSELF:
            return SQL("TRUE")
        return self._pact_knows_somebody_sql(team, now)

    def _pact_within_reach_sql(self, team, now, rooms):
        """Return that ``channel`` fits somebody of ``rooms`` who has not refused it."""
        if rooms is None:
            return SQL("TRUE")
        widest_first = sorted(rooms, key=rooms.get, reverse=True)
        return SQL(
            """EXISTS (SELECT FROM unnest(%s::int[], %s::float[]) there (user_id, room)
                        WHERE there.room >= %s AND %s AND NOT EXISTS (%s))""",
            widest_first,
            [float(rooms[user_id]) for user_id in widest_first],
            self._pact_weight_sql(),
            self._pact_known_sql(team, now),
            self._pact_refusal_sql(),
        )

    def _pact_known_sql(self, team, now):
        if team.method in assignment.BY_ITSELF:
            return SQL("TRUE")
        return SQL("there.user_id IN (%s)", self._pact_knows_sql(team, now))

    def _pact_refusal_sql(self):
        """Return the stints in which ``there`` had ``channel`` and gave it up."""
        self.env["pact.assignment"].flush_model()
        return SQL(
            """SELECT FROM pact_assignment stint
                WHERE stint.channel_id = channel.id AND stint.user_id = there.user_id
                  AND stint.date_to IS NOT NULL
                  AND stint.id >= COALESCE(
                      (SELECT max(again.id) FROM pact_assignment again
                        WHERE again.channel_id = channel.id
                          AND again.reason = 'reopened'), 0)"""
        )

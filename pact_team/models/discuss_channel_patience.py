from odoo import api, fields, models
from odoo.tools import SQL

from ..rules import patience

# What one run of the decider moves at most, of each: the next run takes the rest.
AT_ONCE = 200


class DiscussChannel(models.Model):
    """What is given to somebody silent waits again; what waits too long goes on."""

    _inherit = "discuss.channel"

    @api.model
    def _pact_lose_patience(self):
        """Take back what was ignored, and let overflow what nobody took: one by one."""
        now, nothing = fields.Datetime.now(), self.browse()
        ignored = nothing._pact_maybe_ignored(now)
        self._pact_move_on_each(ignored, type(self)._pact_take_back)
        overflowing = nothing._pact_maybe_overflowing(now)
        self._pact_move_on_each(overflowing, type(self)._pact_overflow)

    @api.model
    def _pact_move_on_each(self, channels, work):
        self.env["ir.cron"]._pact_each(
            channels,
            lambda channel: channel._pact_move_on(work),
            "Conversation %s was not moved on",
        )

    def _pact_move_on(self, work):
        if self.try_lock_for_update(allow_referencing=True):
            work(self, fields.Datetime.now())

    def _pact_maybe_ignored(self, now):
        """Return what was given by itself so long ago, and never answered since.

        Of these, or of all where these are none.
        """
        self.env.flush_all()
        return self.browse(
            channel_id
            for (channel_id,) in self.env.execute_query(
                SQL(
                    """SELECT channel.id FROM discuss_channel channel
                         JOIN pact_team team ON team.id = channel.pact_team_id
                         JOIN pact_assignment stint ON stint.id = channel.pact_stint_id
                        WHERE channel.pact_state = 'in_progress'
                          AND channel.pact_unanswered_date IS NOT NULL
                          AND team.silent_minutes > 0
                          AND stint.reason = 'distributed'
                          AND stint.date_from
                              <= %s - team.silent_minutes * interval '1 minute'
                          AND %s AND %s
                        ORDER BY channel.id LIMIT %s""",
                    now,
                    self._pact_unanswered_sql(),
                    self._pact_among_sql(),
                    AT_ONCE,
                )
            )
        )

    def _pact_unanswered_sql(self):
        """Return that the holder has neither written to the customer nor soon will."""
        return SQL(
            """NOT EXISTS (
                   SELECT 1 FROM pact_message reply
                     JOIN mail_message said ON said.id = reply.message_id
                    WHERE reply.channel_id = channel.id
                      AND reply.user_id = channel.pact_agent_id
                      AND reply.direction = 'out' AND said.date >= stint.date_from)
               AND NOT EXISTS (
                   SELECT 1 FROM pact_scheduled planned
                    WHERE planned.channel_id = channel.id
                      AND planned.state = 'planned' AND planned.date <= %s)""",
            fields.Datetime.now() + patience.SOON,
        )

    def _pact_take_back(self, now):
        """Let it wait again where it stood, for others than who has ignored it."""
        stint, minutes = self.pact_stint_id, self.pact_team_id.silent_minutes
        if not self._pact_maybe_ignored(now) or not patience.is_ignored(
            stint.date_from, minutes, now=now
        ):
            return
        waits_since, agent = self.pact_waiting_date, self.pact_agent_id
        stint._end(now, is_ignored=True)
        self._pact_release(reason="ignored")
        self.pact_waiting_date = waits_since
        self._pact_note(self._pact_ignored_sentence(agent, minutes))

    def _pact_ignored_sentence(self, agent, minutes):
        return self.pact_inbox_id._in_its_language().env._(
            "%(name)s did not answer for %(minutes)s min: it waits for somebody else.",
            name=agent.name,
            minutes=minutes,
        )

    def _pact_among_sql(self):
        return SQL("channel.id IN %s", tuple(self.ids)) if self else SQL("TRUE")

    def _pact_maybe_overflowing(self, now):
        """Return what waits for too long and has not been moved on since it waits.

        Of these, or of all where these are none.
        """
        self.env.flush_all()
        return self.browse(
            channel_id
            for (channel_id,) in self.env.execute_query(
                SQL(
                    """SELECT channel.id FROM pact_team team
                         JOIN pact_team other ON other.id = team.overflow_team_id
                              AND other.active
                         JOIN discuss_channel channel ON channel.pact_team_id = team.id
                              AND channel.pact_state = 'waiting'
                        WHERE team.overflow_minutes > 0
                          AND channel.pact_waiting_date
                              <= %s - team.overflow_minutes * interval '1 minute'
                          AND NOT EXISTS (
                              SELECT 1 FROM pact_assignment stint
                               WHERE stint.channel_id = channel.id
                                 AND stint.reason = 'overflowed'
                                 AND stint.date_from >= channel.pact_waiting_date)
                          AND %s
                        ORDER BY channel.pact_waiting_date, channel.id LIMIT %s""",
                    now,
                    self._pact_among_sql(),
                    AT_ONCE,
                )
            )
        )

    def _pact_overflow(self, now):
        """Let the overflow team take what has waited here for too long: once."""
        team = self.pact_team_id
        if self._pact_maybe_overflowing(now) and patience.overflows(
            self.pact_waiting_date, team.overflow_minutes, now=now
        ):
            self._pact_change_team(team.overflow_team_id, "overflowed")

import logging
import time

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL

from ..rules import assignment, patience

_logger = logging.getLogger(__name__)

# So many in a row for one team, then the next one has its turn.
BATCH = 20
PAGE = 100
# Then the other jobs have theirs.
LONGEST_TURN = 10
# Whoever is at a conversation in this moment is done soon.
TRIES = 20
PAUSE = 0.1


class DiscussChannel(models.Model):
    """The decider: one lane gives what waits in all teams, the oldest first.

    Whatever it knows is in the database, each conversation is committed alone: where
    it dies, the next run goes on.
    """

    _inherit = "discuss.channel"

    @api.model
    def _cron_distribute(self):
        # sudo: discuss.channel - the lane works for every company
        lane = self.sudo()
        lane._pact_lose_patience()
        ends, tries_left, failed = time.monotonic() + LONGEST_TURN, TRIES, set()
        while tries_left and time.monotonic() < ends:
            outcomes = lane._pact_distribute_round(ends, failed)
            self.env["ir.cron"]._commit_progress(outcomes.count("given"), remaining=0)
            if "given" in outcomes:
                tries_left = TRIES
            elif "met" in outcomes:
                tries_left -= 1
                time.sleep(PAUSE)
            else:
                return
        self.env["ir.cron"]._pact_wake("pact_team.ir_cron_distribute")

    @api.model
    def _pact_distribute_round(self, ends, failed):
        """Give each team's oldest; return what came of each that was looked at."""
        outcomes = []
        for team in self._pact_teams_to_serve():
            outcomes += self._pact_serve(team, ends, failed)
        return outcomes

    @api.model
    def _pact_teams_to_serve(self):
        """Return the teams in which something waits to be given."""
        now = fields.Datetime.now()
        # sudo: pact.team - the lane works for every company
        teams = self.env["pact.team"].sudo()
        giving = teams._giving_domain() & Domain.custom(to_sql=_has_waiting_sql)
        return teams.search(giving, order="id").filtered(lambda one: one._deals(now))

    @api.model
    def _pact_serve(self, team, ends, failed):
        """Give what waits for ``team``, until nobody may have any more."""
        outcomes = []
        for channel in self._pact_queue_of(team):
            if channel.id in failed:
                continue
            outcome = channel._pact_distribute_safely()
            outcomes.append(outcome)
            if outcome == "failed":
                failed.add(channel.id)
            is_over = outcomes.count("given") >= BATCH or time.monotonic() > ends
            if outcome == "nobody" or is_over:
                break
        return outcomes

    @api.model
    def _pact_queue_of(self, team):
        """Yield what waits for ``team`` and may be given, the oldest first."""
        after = (fields.Datetime.to_datetime("1970-01-01"), 0)
        while page := self._pact_page_of(team, after):
            for channel_id, _date in page:
                yield self.browse(channel_id)
            after = page[-1][1], page[-1][0]

    @api.model
    def _pact_page_of(self, team, after):
        now = fields.Datetime.now()
        earliest = patience.waiting_since_at_least(team.most_hours, now=now)
        self.flush_model(["pact_state", "pact_team_id", "pact_waiting_date"])
        return self.env.execute_query(
            SQL(
                """SELECT channel.id, channel.pact_waiting_date
                     FROM discuss_channel channel
                    WHERE channel.pact_team_id = %s AND channel.pact_state = 'waiting'
                      AND (channel.pact_waiting_date, channel.id) > (%s, %s)
                      AND channel.pact_waiting_date > %s AND %s
                    ORDER BY channel.pact_waiting_date, channel.id LIMIT %s""",
                team.id,
                *after,
                earliest or after[0],
                self._pact_worth_looking_sql(team, now),
                PAGE,
            )
        )

    def _pact_worth_looking_sql(self, team, now):
        if team.method in assignment.BY_ITSELF:
            return SQL("TRUE")
        return self._pact_knows_somebody_sql(team, now)

    def _pact_distribute_safely(self):
        """Give it, committed; what cannot be given must not keep the others waiting."""
        try:
            return self.env["ir.cron"]._pact_commit(self._pact_distribute)
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            return "met"
        except Exception:
            self.env.cr.rollback()
            _logger.exception("Conversation %s was not given to anybody", self.id)
            return "failed"


def _has_waiting_sql(_teams, alias, _query):
    return SQL(
        """EXISTS (SELECT 1 FROM discuss_channel channel
                    WHERE channel.pact_team_id = %s
                      AND channel.pact_state = 'waiting')""",
        SQL.identifier(alias, "id"),
    )

import logging
import time

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY
from odoo.tools import SQL

_logger = logging.getLogger(__name__)

# So many in a row for one team, then the next one has its turn.
BATCH = 20
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
            if {"given", "failed"} & set(outcomes):
                tries_left = TRIES
            elif "met" in outcomes:
                tries_left -= 1
                time.sleep(PAUSE)
            elif time.monotonic() < ends:
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
        found = teams.search(giving, order="id").filtered(lambda one: one._deals(now))
        # Where a whole turn was not enough, the others come first.
        return found.sorted(lambda one: bool(one.looked_until_date))

    @api.model
    def _pact_serve(self, team, ends, failed):
        """Give what waits for ``team``, until nobody may have any more."""
        outcomes = []
        for channel in self._pact_queue_of(team, outcomes):
            if channel.id in failed:
                continue
            outcome = channel._pact_distribute_safely()
            outcomes.append(outcome)
            if outcome == "failed":
                failed.add(channel.id)
            if outcome == "nobody" or _had_their_share(outcomes):
                break
            if time.monotonic() > ends:
                team._stop_looking_at(channel, outcomes)
                break
        else:
            team._stop_looking_at(self.browse(), outcomes)
        return outcomes

    @api.model
    def _pact_queue_of(self, team, outcomes):
        """Yield what waits for ``team`` and may be given, the oldest first.

        Once one was declined, nothing is yielded but what somebody there could have.
        """
        after, rooms = team._place_to_look_from(), None
        while page := self._pact_page_of(team, after, rooms):
            for channel_id, date in page:
                after = date, channel_id
                yield self.browse(channel_id)
                if outcomes[-1:] == ["declined"]:
                    rooms = team._rooms_there(fields.Datetime.now())
                    break

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


def _had_their_share(outcomes):
    return outcomes.count("given") + outcomes.count("failed") >= BATCH


def _has_waiting_sql(_teams, alias, _query):
    return SQL(
        """EXISTS (SELECT 1 FROM discuss_channel channel
                    WHERE channel.pact_team_id = %s
                      AND channel.pact_state = 'waiting')""",
        SQL.identifier(alias, "id"),
    )

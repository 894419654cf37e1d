import logging
import time
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from datetime import timedelta

from odoo import api, fields, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..providers import courier
from ..providers.signals import Failure
from ..rules import delivery
from .pact_correspondence_feed import BREATH, SOON, Turn

_logger = logging.getLogger(__name__)

# So many customers are served at once; a slow answer to one holds up no other.
COURIERS = 8
# With the wait for the last answers still under the two minutes Odoo grants a job.
LONGEST_TURN = 60


class PactMessage(models.Model):
    """The sender lane: what is queued goes out, in order for each customer.

    Only its cron runs it, and a cron runs once at a time: so a row found "on its
    way" when the lane starts was left behind by a process that died.
    """

    _inherit = "pact.message"

    @api.model
    def _cron_send(self):
        """Serve until nothing is due, or until other jobs should have their turn.

        While an answer is awaited the lane serves on: no second one may run beside
        it, so everybody else would wait as long as the slowest customer.
        """
        self._doubt_orphans()
        last_call = time.monotonic() + LONGEST_TURN
        under_way, turn = {}, Turn()
        with ThreadPoolExecutor(COURIERS) as pool:
            while self._fill(pool, under_way, turn) or under_way or turn.is_hungry:
                self._collect(under_way)
                is_over = not self.env["ir.cron"]._commit_progress(1, remaining=0)
                if is_over and not (under_way and time.monotonic() < last_call):
                    break
            self._finish(under_way, turn)

    def _finish(self, under_way, turn):
        """Take in what is still on its way when the lane's time is over."""
        while under_way:
            self._collect(under_way)
        self.env["ir.cron"]._pact_commit(lambda: turn.remember(self.env, is_over=True))
        if turn.is_hungry or self._claimable_count():
            self.env["ir.cron"]._pact_wake("pact_team.ir_cron_send")
        elif turn.is_slowed:
            soon = fields.Datetime.now() + timedelta(seconds=BREATH)
            self.env.ref("pact_team.ir_cron_send")._trigger(at=soon)

    @api.model
    def _doubt_orphans(self):
        """Never send again what a dead process may have sent: wait for its status."""
        orphans = self.search([("state", "=", "sending")])
        orphans._become_uncertain()
        self.env.cr.commit()  # pylint: disable=invalid-commit

    def _become_uncertain(self):
        if self:
            now = fields.Datetime.now()
            self.write(
                {
                    "state": "uncertain",
                    "state_date": now,
                    "next_date": now + delivery.UNCERTAIN_WAIT,
                    "failure_kind": "uncertain",
                }
            )
            self._notify_progress()

    def _fill(self, pool, under_way, turn):
        """Hand the next messages to free couriers; return whether there were any."""
        self.env["pact.correspondence"]._feed(turn)
        parcels = self._claimed_parcels(COURIERS - len(under_way))
        turn.spend(self.concat(*(row for row, _parcel in parcels)))
        for row, (provider, account, parcel) in parcels:
            if isinstance(parcel, Failure):
                row._apply_safely(parcel)
            else:
                job = pool.submit(courier.deliver, provider, account, parcel)
                under_way[job] = row
        return bool(parcels)

    @api.model
    def _claimed_parcels(self, limit):
        """Return the next messages with their parcels, marked as on their way.

        Who meets another transaction takes none: those under way must be heard out.
        """
        try:
            parcels = [(row, row._packed()) for row in self._claim(limit)]
            # Committed before anything leaves: a crash from here on is never a resend.
            self.env.cr.commit()  # pylint: disable=invalid-commit
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            self.env.cr.rollback()
            return []
        return parcels

    def _collect(self, under_way):
        if not under_way:
            # Only the pace of a correspondence is waited for.
            time.sleep(SOON)
        # Looks up again soon: others may have written meanwhile.
        done, _pending = wait(under_way, timeout=0.2, return_when=FIRST_COMPLETED)
        self._apply_together([(under_way.pop(job), self._outcome(job)) for job in done])

    @api.model
    def _outcome(self, job):
        """Return what a courier came back with; one that broke down may have sent."""
        if error := job.exception():
            _logger.error("A message could not be sent", exc_info=error)
            return Failure("uncertain", "error", type(error).__name__)
        return job.result()

    @api.model
    def _apply_together(self, outcomes):
        """Write several outcomes down in one commit, or one by one if that fails.

        A commit makes the next one read everything anew: to many, it is what takes
        the longest.
        """
        try:
            for row, outcome in outcomes:
                row._apply(outcome)
            self.env.cr.commit()  # pylint: disable=invalid-commit
        except Exception:
            self.env.cr.rollback()
            _logger.info("What became of each is written singly", exc_info=True)
            for row, outcome in outcomes:
                row._apply_safely(outcome)

    def _apply_safely(self, outcome):
        """Write the outcome down, again if a status of the same message interfered."""
        while not self._was_applied(outcome):
            _logger.info("Message %s: its status and its answer met", self.id)

    def _was_applied(self, outcome):
        try:
            self._apply(outcome)
            self.env.cr.commit()  # pylint: disable=invalid-commit
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            self.env.cr.rollback()
            return False
        except Exception:
            # Its row stays "on its way", which the next turn takes for uncertain.
            self.env.cr.rollback()
            _logger.exception("Message %s: its outcome was not written down", self.id)
        return True

    def _apply(self, outcome):
        """Write down what became of a message that was on its way."""
        self.ensure_one()
        if isinstance(outcome, Failure):
            self._apply_failure(outcome)
        else:
            state = delivery.advance(self.state, "sent")
            now = fields.Datetime.now()
            self.write(
                {
                    "uid": outcome.uid,
                    "state": state,
                    "state_date": now,
                    "sent_date": now,
                }
                | self._failure_values(None)
            )
            self.identity_id._learn_keys(self.inbox_id, [(self, outcome.keys)])
            if self.identity_id.is_group:
                self.inbox_id._learn_group_access("offered")
        self._notify_progress()

    def _apply_failure(self, failure):
        now = fields.Datetime.now()
        if self.state != "sending":
            # Its status came first: the network has it, whatever we were answered.
            return
        if failure.kind == "uncertain":
            self._become_uncertain()
            return
        verdict = delivery.after_failure(
            failure.kind, self.attempts, failure.retry_after, now=now
        )
        values = self._failure_values(failure) | {
            "state": verdict.state,
            "state_date": now,
        }
        if verdict.retry_date:
            values["next_date"] = verdict.retry_date
        self.write(values)
        self._apply_consequences(failure, verdict, now)
        if verdict.retry_date:
            self.env.ref("pact_team.ir_cron_send")._trigger(at=verdict.retry_date)

import json
import logging
import time

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..rules import retry

_logger = logging.getLogger(__name__)

# One lock and one snapshot a batch: small enough to let a waiting webhook in.
BATCH = 50
# Whoever changes a conversation or its inbox meanwhile is done within a moment; the
# scheduler would come back after a minute only.
TRIES = 20
PAUSE = 0.1


class PactEvent(models.Model):
    """A webhook as it came in, until and after it is processed.

    What could not be processed stays, is tried again with growing pauses, and is
    shown to an administrator: nothing that a customer sent is ever dropped.
    """

    _name = "pact.event"
    _description = "Event received from a network"
    _inherit = ["pact.owned"]
    _order = "id desc"
    _rec_name = "id"

    inbox_id = fields.Many2one(
        "pact.inbox", required=True, index=True, ondelete="restrict"
    )
    payload = fields.Text(
        required=True, help="The changes of this inbox, in the network's own words."
    )
    state = fields.Selection(
        [("pending", "Pending"), ("done", "Done"), ("failed", "Failed")],
        required=True,
        default="pending",
        copy=False,
    )
    failed_positions = fields.Json(help="The elements that are still to be processed.")
    attempts = fields.Integer()
    next_date = fields.Datetime(
        string="Next attempt", required=True, default=fields.Datetime.now
    )
    problem = fields.Text()

    _due_idx = models.Index("(next_date, inbox_id, id) WHERE state <> 'done'")

    @api.model
    def _accept(self, inbox, payload):
        """Keep what concerns this inbox and its siblings; forget everybody else's."""
        changes = inbox._provider().route(payload)
        inboxes = inbox._find_by_address({address for address, _change in changes})
        kept = {}
        for address, change in changes:
            if address in inboxes:
                kept.setdefault(inboxes[address], []).append(change)
        if kept:
            self.create([self._prepare_values(*item) for item in kept.items()])
            self.env["ir.cron"]._pact_wake("pact_team.ir_cron_receive")

    @api.model
    def _prepare_values(self, inbox, changes):
        # Escaped to ASCII: PostgreSQL takes neither NUL nor a lone surrogate.
        return {
            "inbox_id": inbox.id,
            "company_id": inbox.company_id.id,
            "payload": json.dumps(changes),
        }

    @api.model
    def _cron_receive(self):
        """Process what is due, one inbox after the other, a commit a batch."""
        tries_left = TRIES
        while tries_left and (inboxes := self._inboxes_due()):
            tries_left -= 1
            for inbox in inboxes:
                if processed := self._receive_next(inbox):
                    tries_left = TRIES
                remaining = self.search_count(self._due(), limit=BATCH)
                if not self.env["ir.cron"]._commit_progress(
                    processed, remaining=remaining
                ):
                    return
            if tries_left < TRIES:
                time.sleep(PAUSE)

    @api.model
    def _due(self):
        return Domain("state", "!=", "done") & Domain(
            "next_date", "<=", fields.Datetime.now()
        )

    @api.model
    def _inboxes_due(self):
        # sudo: pact.inbox - the lane works for every company
        return (
            self.env["pact.inbox"]
            .sudo()
            .browse(inbox.id for [inbox] in self._read_group(self._due(), ["inbox_id"]))
        )

    @api.model
    def _receive_next(self, inbox):
        """Process the next batch of ``inbox``; return how many events it held.

        A conflict with a concurrent transaction is nobody's fault: the batch is
        rolled back as a whole and tried again.
        """
        try:
            processed = self._as_network()._receive_batch(inbox)
            self.env.flush_all()
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            self.env.cr.rollback()
            return 0
        return processed

    def _as_network(self):
        """Work as nobody: whoever runs the lane must not become member or author."""
        # sudo: pact.event - a signed webhook speaks for the network, not for a user
        public_id = self.env["ir.model.data"]._xmlid_to_res_id("base.public_user")
        return self.with_user(public_id).sudo()

    def _receive_batch(self, inbox):
        inbox = inbox.with_env(self.env).try_lock_for_update(allow_referencing=True)
        if not inbox:
            return 0
        due = self._due() & Domain("inbox_id", "=", inbox.id)
        events = self.search_fetch(due, order="id", limit=BATCH)
        work, unreadable = events._read()
        failures = inbox._receive(work) | unreadable
        events._settle(failures)
        return len(events)

    def _read(self):
        """Return the work in these events, and why some could not even be read."""
        work, unreadable = [], {}
        for event in self:
            found, problem = event._unfinished_or_problem()
            work += found
            if problem:
                unreadable[event, None] = problem
        return work, unreadable

    def _unfinished_or_problem(self):
        try:
            return self._unfinished(), None
        except Exception as error:
            # A stored event must never stop those behind it.
            _logger.exception("Event %s cannot be read", self.id)
            return [], f"{type(error).__name__}: {error}"

    def _unfinished(self):
        """Return ``((event, position), signal)`` for what is still to be processed."""
        self.ensure_one()
        provider = self.inbox_id._provider()
        read = [
            signal
            for change in json.loads(self.payload)
            for signal in provider.read(change)
        ]
        positions = self.failed_positions
        if not positions or max(positions) >= len(read):
            # Read anew, also when a later release reads other elements in it.
            positions = range(len(read))
        return [((self, position), read[position]) for position in positions]

    def _settle(self, failures):
        """Write how each event went; ``failures`` maps (event, position) to a text."""
        problems = {}
        for (event, position), problem in failures.items():
            problems.setdefault(event, {})[position] = problem
        succeeded = self - self.browse().concat(*problems)
        if succeeded:
            succeeded.write({"state": "done", "failed_positions": False})
        for event, found in problems.items():
            event._postpone(found)

    def _postpone(self, problems):
        attempts = self.attempts + 1
        self.write(
            {
                "state": "failed",
                "attempts": attempts,
                "failed_positions": None if None in problems else sorted(problems),
                "problem": "\n".join(problems.values()),
                "next_date": retry.next_date(attempts, now=fields.Datetime.now()),
            }
        )

    def action_retry(self):
        """Try again now, after an administrator looked."""
        # Events are readable by those who configure their inbox, and by nobody else.
        self.check_access("read")
        # sudo: pact.event - only the moment of the next attempt
        self.sudo().next_date = fields.Datetime.now()
        self.env["ir.cron"]._pact_wake("pact_team.ir_cron_receive")
        return True

    @api.autovacuum
    def _gc_done(self):
        """Forget what was processed a month ago; the conversation has kept it."""
        month_ago = fields.Datetime.subtract(fields.Datetime.now(), days=30)
        done = self.search(
            [("state", "=", "done"), ("create_date", "<", month_ago)],
            order="id",
            limit=10_000,
        )
        done.unlink()
        return len(done), len(done)

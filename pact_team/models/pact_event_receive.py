import json
import logging
import time
from collections import namedtuple

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..rules import retry

_logger = logging.getLogger(__name__)

# One lock and one snapshot a batch: small enough to let a waiting webhook in.
BATCH = 50
ELEMENTS = 200
# Whoever changes a conversation or its inbox meanwhile is done within a moment; the
# scheduler would come back after a minute only.
TRIES = 20
PAUSE = 0.1

# What is processed of one event next, what is left of it, or why it cannot be read.
Part = namedtuple("Part", "event work rest problem")


class PactEvent(models.Model):
    """The receive lane: events become messages, in order for each inbox."""

    _inherit = "pact.event"

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
        parts = events._next_parts()
        failures = inbox._receive([item for part in parts for item in part.work])
        for part in parts:
            part.event._settle(part, failures)
        return len(parts)

    def _next_parts(self):
        """Return what of these events is processed next: some elements in all.

        One huge event must not keep other inboxes waiting: it is taken in parts.
        """
        parts, room = [], ELEMENTS
        for event in self:
            if room <= 0:
                break
            work, problem = event._unfinished_or_problem()
            rest = [position for (_event, position), _signal in work[room:]]
            parts.append(Part(event, work[:room], rest, problem))
            room -= len(work)
        return parts

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
        positions = self.open_positions
        if not positions or max(positions) >= len(read):
            # Read anew, also when a later release reads other elements in it.
            positions = range(len(read))
        return [((self, position), read[position]) for position in positions]

    def _settle(self, part, failures):
        """Write how a part went; ``failures`` maps (event, position) to a text."""
        problems = {
            position: problem
            for (event, position), problem in failures.items()
            if event == self
        }
        if part.problem:
            self._postpone({}, part.problem)
        elif part.rest:
            self.open_positions = part.rest + sorted(problems)
        elif problems:
            self._postpone(problems, "\n".join(problems.values()))
        else:
            self.write({"state": "done", "open_positions": False})

    def _postpone(self, problems, sentence):
        attempts = self.attempts + 1
        self.write(
            {
                "state": "failed",
                "attempts": attempts,
                "open_positions": sorted(problems),
                "problem": sentence,
                "next_date": retry.next_date(attempts, now=fields.Datetime.now()),
            }
        )

import time
from dataclasses import dataclass, field

from odoo import api, fields, models
from odoo.service.model import PG_CONCURRENCY_EXCEPTIONS_TO_RETRY

from ..rules import pace

# Looked at again so often, in seconds: while something runs, and while nothing does.
SOON, LATER = 0.1, 1
# Who chose a speed gets the rest of the minute in small pieces.
BREATH = 5


@dataclass
class Turn:
    """What one turn of the lane knows of the paces; it starts with empty hands."""

    buckets: dict = field(default_factory=dict)
    people: dict = field(default_factory=dict)
    next_look: float = 0
    is_hungry: bool = False
    is_slowed: bool = False

    def bucket(self, inbox, now):
        if inbox.id not in self.buckets:
            self.buckets[inbox.id] = inbox._bucket(now)
        return self.buckets[inbox.id]

    def people_left(self, inbox):
        """Return how many people may still be reached, from all numbers together."""
        account = (inbox.company_id.id, inbox.provider, inbox.account_ref)
        if account not in self.people:
            self.people[account] = inbox._people_left()
        return self.people[account]

    def reach(self, inbox, count):
        account = (inbox.company_id.id, inbox.provider, inbox.account_ref)
        if self.people_left(inbox) is not None:
            self.people[account] -= count

    def spend(self, rows):
        """Count what left for single customers: it is of the same number's pace."""
        now = time.time()
        for row in rows.filtered(lambda one: not one.recipient_id):
            self.bucket(row.inbox_id, now).take(1, now)

    def remember(self, env, *, is_over):
        """Keep what answers owe for the next turn; a little of it only at the end."""
        for inbox_id, bucket in self.buckets.items():
            if is_over or bucket.owes_much():
                env["pact.inbox"].browse(inbox_id)._remember(bucket)


class PactCorrespondence(models.Model):
    """How what is sent to many gets into the outbox: a little at a time.

    The lane asks for more whenever there is room. So the outbox stays short, an answer
    never stands behind thousands, and what is not in it yet is held by doing nothing.
    """

    _inherit = "pact.correspondence"

    @api.model
    def _feed(self, turn):
        """Top the outbox up; return whether more will follow within this turn."""
        if time.monotonic() < turn.next_look:
            return turn.is_hungry
        try:
            running = self._due()
            self.env["pact.message"]._withdraw_held()
            turn.is_hungry = running._feed_all(turn, time.time())
            turn.remember(self.env, is_over=False)
            # Committed before any of it is claimed, as what an agent writes is.
            self.env.cr.commit()  # pylint: disable=invalid-commit
        except PG_CONCURRENCY_EXCEPTIONS_TO_RETRY:
            self.env.cr.rollback()
            return True
        turn.next_look = time.monotonic() + (SOON if running else LATER)
        return turn.is_hungry

    @api.model
    def _due(self):
        """Return what runs now; hold what no longer may."""
        running = self.search([("state", "=", "running")], order="id")
        running._hold_where_nothing_leaves()
        now = fields.Datetime.now()
        running = running.filtered(lambda one: one.state == "running")
        for one in running:
            one._see_when_it_goes_on(now)
        return running.filtered(lambda one: not one.resume_date)

    def _feed_all(self, turn, now):
        is_hungry = False
        for inbox, ones in self.grouped("inbox_id").items():
            bucket = turn.bucket(inbox, now)
            queued = self.env["pact.message"]._queued_for_many(inbox)
            room = min(bucket.room(now), int(bucket.capacity) - queued)
            for index, one in enumerate(ones):
                fair = -(-room // (len(ones) - index))
                fed = one._feed_some(turn, fair) if fair > 0 else 0
                bucket.take(fed, now)
                room -= fed
                is_hungry |= one._is_hungry(turn)
        return is_hungry

    def _is_hungry(self, turn):
        """Return whether this one goes on before the turn is over."""
        if self.state != "running" or turn.people_left(self.inbox_id) == 0:
            return False
        if pace.room_of_minute(self.speed, self._count_this_minute()) == 0:
            turn.is_slowed = True
            return False
        return True

    def _count_this_minute(self):
        if not self.speed:
            return 0
        since = fields.Datetime.now() - pace.MINUTE
        return self.env["pact.correspondence.recipient"].search_count(
            [("correspondence_id", "=", self.id), ("queued_date", ">", since)]
        )

    def _feed_some(self, turn, room):
        """Queue the next recipients, ``room`` at most; return how many there were."""
        if not self._is_sendable_still():
            return 0
        rooms = (
            room,
            pace.room_of_minute(self.speed, self._count_this_minute()),
            turn.people_left(self.inbox_id),
        )
        count = min(one for one in rooms if one is not None)
        waiting = self._next_recipients(count)
        if count and not waiting:
            self._finish_if_over()
        queued = waiting._queue()
        turn.reach(self.inbox_id, len(queued.filtered(_is_outside_window)))
        return len(queued)

    def _is_sendable_still(self):
        if self.template_id.state == "approved":
            return True
        self._pause_for(
            self.env._(
                "The network does not let the template %(name)s out any more.",
                name=self.template_id.display_name,
            )
        )
        return False

    def _next_recipients(self, count):
        Recipient = self.env["pact.correspondence.recipient"]
        if count == 0:
            return Recipient
        waiting = [("correspondence_id", "=", self.id), ("state", "=", "waiting")]
        return Recipient.search(waiting, order="id", limit=count)

    def _finish_if_over(self):
        is_open = [("correspondence_id", "=", self.id), ("state", "=", "queued")]
        if not self.env["pact.correspondence.recipient"].search_count(is_open, limit=1):
            self.write({"state": "done", "done_date": fields.Datetime.now()})


def _is_outside_window(recipient):
    return not recipient.identity_id._is_answerable(fields.Datetime.now())

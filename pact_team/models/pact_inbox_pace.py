from odoo import fields, models
from odoo.tools import SQL

from ..rules import pace

# With which every number begins.
# https://developers.facebook.com/docs/whatsapp/messaging-limits
USUAL_THROUGHPUT, FIRST_LIMIT = 80, 250


class PactInbox(models.Model):
    """How much the network takes from this number, and how much it has had."""

    _inherit = "pact.inbox"

    owes_until = fields.Float(
        groups=fields.NO_ACCESS,
        copy=False,
        help="Answers have taken of its pace until then, in seconds of the system.",
    )

    def _bucket(self, now):
        """Return what may leave to many, for a turn of the lane that begins now."""
        rate = self._messages_a_second()
        return pace.Bucket.after(rate, self.owes_until or None, now)

    def _remember(self, bucket):
        """Let the next turn, or the next process, know what answers have taken."""
        owes_until = bucket.owes_until or 0
        if self.owes_until != owes_until:
            self.owes_until = owes_until

    def _messages_a_second(self):
        """Return what the network takes from this number, as far as it said so."""
        return self.throughput or USUAL_THROUGHPUT

    def _people_a_day(self):
        """Return how many may be written to first within 24 hours; 0 is no limit."""
        return 0 if self.has_no_people_limit else self.people_limit or FIRST_LIMIT

    def _people_left(self):
        """Return how many people may still be reached now; None for any number."""
        self.ensure_one()
        limit = self._people_a_day()
        return pace.people_left(limit, self._count_reached() if limit else 0)

    def _count_reached(self):
        """Count the people to whom a template went within the last day.

        Whose window was open then is counted too: rather too many than one too few.
        """
        self.env["pact.message"].flush_model()
        self.env["pact.correspondence.recipient"].flush_model()
        [[count]] = self.env.execute_query(
            SQL(
                """
                SELECT COUNT(*) FROM (
                    SELECT message.identity_id
                      FROM pact_message message
                     WHERE message.inbox_id IN %(inboxes)s
                       AND message.template_id IS NOT NULL
                       AND message.recipient_id IS NULL
                       AND message.create_date > %(since)s
                     UNION
                    SELECT recipient.identity_id
                      FROM pact_correspondence_recipient recipient
                      JOIN pact_correspondence correspondence
                        ON correspondence.id = recipient.correspondence_id
                     WHERE correspondence.inbox_id IN %(inboxes)s
                       AND recipient.queued_date > %(since)s) reached
                """,
                inboxes=tuple(self._everywhere_on_account().ids),
                since=fields.Datetime.now() - pace.DAY,
            )
        )
        return count

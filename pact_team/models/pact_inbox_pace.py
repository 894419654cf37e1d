from odoo import fields, models
from odoo.tools import SQL

from ..rules import pace


class PactInbox(models.Model):
    """How much the network takes from this number, and how much it has had."""

    _inherit = "pact.inbox"

    throughput = fields.Integer(
        string="Messages a second",
        default=80,
        required=True,
        help="As many as the network takes from this number. What goes to many people "
        "keeps well below it, so that answers always find room.",
    )
    daily_limit = fields.Integer(
        string="People a day",
        default=250,
        help="How many people the network lets you reach within 24 hours who did not "
        "write to you first, from all numbers of the account. 0 is no limit.",
    )

    _throughput_positive = models.Constraint(
        "CHECK (throughput > 0)", "A number sends at least one message a second."
    )
    _daily_limit_positive = models.Constraint(
        "CHECK (daily_limit >= 0)",
        "The people a day are 0, for no limit, or more.",
    )

    def _people_left(self):
        """Return how many people may still be reached now; None for any number."""
        self.ensure_one()
        limit = self.daily_limit
        return pace.people_left(limit, self._count_reached() if limit else 0)

    def _count_reached(self):
        """Count the people to whom a template went within the last day.

        Whose window was open then is counted too: rather too many than one too few.
        """
        self.env["pact.message"].flush_model()
        self.env["pact.correspondence.recipient"].flush_model()
        inboxes = self._siblings_of_account() | self
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
                inboxes=tuple(inboxes.ids),
                since=fields.Datetime.now() - pace.DAY,
            )
        )
        return count

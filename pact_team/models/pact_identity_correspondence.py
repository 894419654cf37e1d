from odoo import fields, models

from ..rules import pace


class PactIdentity(models.Model):
    """Which correspondence a customer has not replied to yet."""

    _inherit = "pact.identity"

    # Read along with the customer who writes, so that asking for it costs nothing.
    recipient_id = fields.Many2one(
        "pact.correspondence.recipient",
        string="Latest correspondence",
        index="btree_not_null",
        ondelete="set null",
    )

    def _replying_team(self):
        """Return the team for which this customer's reply waits, if one was chosen."""
        recipient = self.recipient_id
        now = fields.Datetime.now()
        if not recipient or not pace.awaits_reply(recipient.sent_date or None, now=now):
            return self.env["pact.team"]
        team = recipient.correspondence_id.team_id
        is_used = team.active and self.company_id.pact_uses_departments
        return team if is_used else self.env["pact.team"]

    def _absorb(self, other):
        """What was sent to either counts for the one person that they are."""
        theirs = self.env["pact.correspondence.recipient"].search(
            [("identity_id", "=", other.id)]
        )
        ours = self.env["pact.correspondence.recipient"].search(
            [
                ("identity_id", "=", self.id),
                ("correspondence_id", "in", theirs.correspondence_id.ids),
            ]
        )
        known = ours.correspondence_id
        theirs.filtered(lambda one: one.correspondence_id not in known).write(
            {"identity_id": self.id}
        )
        if not self.recipient_id:
            self.recipient_id = other.recipient_id
        return super()._absorb(other)

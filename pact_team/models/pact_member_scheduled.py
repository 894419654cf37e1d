from odoo import models
from odoo.tools import format_datetime


class PactMember(models.Model):
    """Who leaves says nothing later: their heir does, or nobody."""

    _inherit = "pact.member"

    def _hand_over(self, held, departure):
        lines = super()._hand_over(held, departure)
        planned = self.env["pact.scheduled"].search(
            [
                ("user_id", "=", self.user_id.id),
                ("company_id", "=", self.company_id.id),
                ("state", "in", ("planned", "failed")),
            ]
        )
        inherited = planned.filtered(lambda row: departure.heirs.get(row.channel_id))
        for row in inherited:
            row.user_id = departure.heirs[row.channel_id].user_id
        (planned - inherited).write({"state": "cancelled"})
        for channel in planned.channel_id:
            channel._pact_notify_watchers([channel._pact_scheduled_store()])
        return lines + [self._receipt_line(row) for row in planned]

    def _receipt_line(self, planned):
        """Return to whom and when; what it says stays in the conversation."""
        is_cancelled = planned.state == "cancelled"
        return {
            "kind": "scheduled",
            "what": self.env._(
                "%(customer)s, %(time)s",
                customer=planned.channel_id.name,
                time=format_datetime(self.env, planned.date),
            ),
            "where_to": self.env._("Not sent")
            if is_cancelled
            else planned.user_id.name,
        }

from odoo import api, fields, models


class PactInbox(models.Model):
    """How an inbox stands, at a glance: on its card in the catalogue."""

    _inherit = "pact.inbox"

    status = fields.Selection(
        [
            ("unconfigured", "Not configured"),
            ("archived", "Archived"),
            ("stopped", "Stopped"),
            ("paused", "Paused"),
            ("active", "Active"),
        ],
        compute="_compute_status",
    )
    waiting_count = fields.Integer(string="Waiting", compute="_compute_waiting_count")

    @api.depends("active", "is_configured", "stop_reason", "pause_date")
    def _compute_status(self):
        now = fields.Datetime.now()
        for inbox in self:
            inbox.status = inbox._status(now)

    def _status(self, now):
        if not self.active:
            return "archived"
        if not self.is_configured:
            return "unconfigured"
        if self.stop_reason:
            return "stopped"
        is_paused = self.pause_date and self.pause_date > now
        return "paused" if is_paused else "active"

    def _compute_waiting_count(self):
        # sudo: discuss.channel - a number of conversations shows no content
        counts = (
            self.env["discuss.channel"]
            .sudo()
            ._read_group(
                [("pact_inbox_id", "in", self.ids), ("pact_state", "=", "waiting")],
                ["pact_inbox_id"],
                ["__count"],
            )
        )
        found = {inbox.id: count for inbox, count in counts}
        for inbox in self:
            inbox.waiting_count = found.get(inbox.id, 0)

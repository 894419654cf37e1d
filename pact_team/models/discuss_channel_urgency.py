from datetime import timedelta

from odoo import api, fields, models

from ..rules import window
from .discuss_channel import is_pact

# One notification each: whoever has more than that waiting sees the colours.
NUDGED_AT_ONCE = 500


class DiscussChannel(models.Model):
    """Who waits for an answer, and whose window is about to close."""

    _inherit = "discuss.channel"

    pact_unanswered_date = fields.Datetime(
        string="Unanswered since",
        help="When the customer wrote first after our last answer.",
    )
    pact_is_nudged = fields.Boolean(help="Its holder was told that it closes soon.")
    pact_urgency = fields.Selection(
        [
            ("open", "Open"),
            ("closing", "Closing"),
            ("last_minutes", "Last minutes"),
            ("closed", "Closed"),
        ],
        string="Window",
        compute="_compute_pact_urgency",
    )

    _pact_closing_idx = models.Index(
        "(pact_window_date) WHERE pact_state = 'in_progress'"
        " AND pact_unanswered_date IS NOT NULL"
    )

    @api.depends("pact_window_date")
    def _compute_pact_urgency(self):
        now = fields.Datetime.now()
        for channel in self:
            closes = channel.pact_window_date or None
            channel.pact_urgency = is_pact(channel) and window.urgency(closes, now=now)

    def _pact_hear(self, message):
        """Remember since when the customer waits for an answer."""
        if message.is_echo:
            self._pact_answered()
        elif not self.pact_unanswered_date:
            self.pact_unanswered_date = fields.Datetime.now()

    def _pact_answered(self):
        self.pact_answered_date = fields.Datetime.now()
        if self.pact_unanswered_date:
            self.pact_unanswered_date = False

    @api.model
    def _cron_nudge(self):
        """Tell each holder once that a customer's window closes without an answer.

        Before that, whoever waits where nobody looks any more is put where they do.
        """
        self._pact_leave_archived_teams()
        now = fields.Datetime.now()
        # sudo: res.company - the job works for every company
        companies = self.env["res.company"].sudo()
        for company in companies.search([("pact_nudge_minutes", ">", 0)]):
            until = now + timedelta(minutes=company.pact_nudge_minutes)
            due = self._pact_closing(company, now, until)
            for channel in due:
                channel._pact_nudge(now)
            due.pact_is_nudged = True

    @api.model
    def _pact_closing(self, company, now, until):
        # sudo: discuss.channel - the job works for every agent
        return self.sudo().search(
            [
                ("pact_company_id", "=", company.id),
                ("pact_state", "=", "in_progress"),
                ("pact_unanswered_date", "!=", False),
                ("pact_window_date", ">", now),
                ("pact_window_date", "<=", until),
                ("pact_is_nudged", "!=", True),
            ],
            order="pact_window_date, id",
            limit=NUDGED_AT_ONCE,
        )

    def _pact_nudge(self, now):
        minutes = int((self.pact_window_date - now).total_seconds() // 60)
        self.pact_agent_id._pact_warn(
            self,
            lambda said: said.env._(
                "%(customer)s waits for your answer. Free text reaches them for "
                "another %(hours)s h %(minutes)s min; then only a template does.",
                customer=said.name,
                hours=minutes // 60,
                minutes=minutes % 60,
            ),
        )

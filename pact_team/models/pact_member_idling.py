from datetime import datetime, timedelta

from odoo import api, fields, models

from ..rules import availability


class PactMember(models.Model):
    """Nobody touches anything: first away, then unavailable, where the company says so.

    Odoo's own presence tells when somebody last did; it is known to the minute.
    """

    _inherit = "pact.member"

    @api.model
    def _cron_idle(self):
        companies = self.env["res.company"].search(
            ["|", ("pact_away_minutes", ">", 0), ("pact_gone_minutes", ">", 0)]
        )
        self.env["ir.cron"]._pact_each(
            companies, self._see_idle, "Company %s: who is away was not seen"
        )

    @api.model
    def _see_idle(self, company):
        expected = self.search(
            [
                ("company_id", "=", company.id),
                ("availability", "in", ("available", "away")),
            ]
        )
        limits = availability.Limits(
            company.pact_away_minutes, company.pact_gone_minutes
        )
        idle = expected._idle_spans()
        for state, members in expected.grouped(
            lambda one: availability.after_idling(one.availability, idle[one], limits)
        ).items():
            if state == "available":
                members._who_may_be_there()._become(state, cause="back")
            else:
                members._become(state, cause="idle")

    def _idle_spans(self):
        """Return for how long nobody has seen each of them at a screen."""
        now = fields.Datetime.now()
        presences = self.env["mail.presence"].search(
            [("user_id", "in", self.user_id.ids)]
        )
        seen = {one.user_id: one.last_presence or datetime.min for one in presences}
        return {
            member: now - max(seen.get(member.user_id, datetime.min), member._there())
            for member in self
        }

    def _there(self):
        """Return when they were surely there: as they became available."""
        since = self.availability_id.date_from or datetime.min
        if self.availability != "away":
            return since
        return since - timedelta(minutes=self.company_id.pact_away_minutes)

    def _come_back(self):
        if self.availability == "away":
            self._who_may_be_there()._become("available", cause="back")

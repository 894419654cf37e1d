from odoo import api, fields, models

from ..rules import operation


class PactTeam(models.Model):
    """Nobody at all is available: the team pauses, and goes on by itself."""

    _inherit = "pact.team"

    pause_after_minutes = fields.Integer(
        string="Pauses by itself after (minutes)",
        help="Where nobody at all is available for so long within the working hours; "
        "it goes on as soon as somebody is. 0 is never.",
    )
    alone_date = fields.Datetime(
        string="Nobody since", groups=fields.NO_ACCESS, copy=False
    )

    _pause_after_minutes_range = models.Constraint(
        "CHECK (pause_after_minutes BETWEEN 0 AND 1440)",
        "A team pauses by itself after at most 1440 minutes, which is a day; 0 is "
        "never.",
    )

    @api.model
    def _cron_operation(self):
        """Resume what is over, and pause where nobody is there, each team by itself."""
        now = fields.Datetime.now()
        due = self.search([("pause_id.until_date", "<=", now)])
        watched = self.search([("pause_after_minutes", ">", 0)])
        self.env["ir.cron"]._pact_each(
            due | (watched - watched._staffed()),
            type(self)._look_after,
            "Team %s: its operation was not looked after",
        )

    def _staffed(self):
        """Return those in which somebody is available, as they were all the time."""
        counts = self.env["pact.member"]._read_group(
            [*_available(), ("team_ids", "in", self.ids)], ["team_ids"]
        )
        there = self.browse().union(*(team for (team,) in counts))
        return there.filtered(lambda team: not team.alone_date and not team.pause_id)

    def _look_after(self):
        now = fields.Datetime.now()
        if self.pause_id and not self._is_paused(now):
            self._resume()
        if self.pause_after_minutes:
            self._see_whether_alone(now)

    def _see_whether_alone(self, now):
        since = operation.alone_since(
            self.alone_date or None,
            available=self._count_available(),
            is_open=self._is_open(now),
            now=now,
        )
        if (self.alone_date or None) != since:
            self.alone_date = since
        if since is None and self.pause_id.cause == "nobody":
            self._resume()
        minutes = self.pause_after_minutes
        is_due = operation.pauses_by_itself(since, minutes=minutes, now=now)
        if is_due and not self.pause_id:
            self._pause(self._alone_sentence(), cause="nobody")

    def _count_available(self):
        return self.env["pact.member"].search_count(
            [*_available(), ("team_ids", "in", self.ids)], limit=1
        )

    def _alone_sentence(self):
        lang = self.company_id.partner_id.lang
        return self.with_context(lang=lang).env._(
            "Nobody was available for %(minutes)s minutes.",
            minutes=self.pause_after_minutes,
        )


def _available():
    return [("may_answer", "=", True), ("availability", "=", "available")]

from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

from odoo import api, fields, models

from ..rules import due_date

# How far ahead working hours are looked at, a piece at a time.
PIECE = timedelta(days=60)
PIECES = 12


class PactTicket(models.Model):
    """When a request has to be answered, on the clock that its classification has."""

    _inherit = "pact.ticket"

    due_date = fields.Datetime(
        string="Due on", readonly=True, copy=False, tracking=True
    )
    held_date = fields.Datetime(
        readonly=True, copy=False, help="Since when its clock stands still."
    )
    urgency = fields.Selection(
        [
            ("in_time", "In time"),
            ("soon", "Due soon"),
            ("late", "Late"),
            ("held", "Clock stands still"),
            ("kept", "Was in time"),
        ],
        string="Due",
        compute="_compute_urgency",
        search="_search_urgency",
    )

    _due_idx = models.Index("(due_date) WHERE state != 'finished'")

    @api.depends("due_date", "held_date", "finished_date")
    def _compute_urgency(self):
        now = fields.Datetime.now()
        # sudo: res.company - when it wants to be warned
        for ticket in self.sudo():
            ticket.urgency = due_date.urgency(
                ticket.due_date or None,
                now=now,
                finished=ticket.finished_date or None,
                is_held=bool(ticket.held_date),
                warning=ticket.company_id._pact_ticket_warning(),
            )

    @api.model
    def _due_on(self, clock, filed):
        """Return when what was filed then is due on this clock."""
        days = clock.length.days
        if clock.calendar:
            stretches = self._stretches(clock, filed)
            if due := due_date.working(filed, clock.length, stretches):
                return due
            # Hours that nobody works by, or reads: by the law then.
            days = clock.company.pact_ticket_days
        zone = ZoneInfo(clock.company._pact_tz())
        local = filed.replace(tzinfo=UTC).astimezone(zone)
        return due_date.legal(local, days=days)

    def _hold_clock(self, now):
        """Let the clock stand still."""
        for ticket in self.filtered(lambda one: not one.held_date):
            ticket.held_date = now

    def _release_clock(self, now):
        """Let the clock go on with what was left."""
        for ticket in self.filtered("held_date"):
            ticket.write({"due_date": ticket._moved(now), "held_date": False})

    def _moved(self, now):
        if not self.due_date:
            return False
        by_law = due_date.moved(self.due_date, held=self.held_date, now=now)
        clock = self._clock()
        if not clock.calendar:
            return by_law
        moved = due_date.moved_working(
            self.due_date,
            held=self.held_date,
            now=now,
            before=self._stretches(clock, self.held_date),
            after=self._stretches(clock, now),
        )
        return moved or by_law

    def _clock(self):
        # sudo: pact.classification - the clock of a request, whoever moves it
        ticket = self.sudo()
        kind = ticket.classification_id
        return kind._clock_of_requests(ticket.company_id, ticket.team_id)

    @api.model
    def _stretches(self, clock, since):
        """Yield when somebody works, from ``since`` on, and on no holiday of ours."""
        holidays = self.env["pact.holiday"]
        spans = self._spans(clock, since)
        return holidays._leave_out(spans, clock.team, clock.calendar, clock.company)

    @api.model
    def _spans(self, clock, since):
        """Yield the working hours from ``since`` on, read a piece at a time."""
        # sudo: resource.calendar - the same hours and holidays, whoever files
        calendar = clock.calendar.sudo()
        for _piece in range(PIECES):
            until = since + PIECE
            found = calendar._pact_spans(since, until, clock.company)
            if not found:
                # So long without any work: nobody works by these hours.
                return
            yield from found
            since = until

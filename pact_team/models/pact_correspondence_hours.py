from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import clock, sending_hours
from .pact_correspondence import WEEK

# Holidays are shorter; who opens later than that is looked at again then.
FAR = timedelta(days=28)


class PactCorrespondence(models.Model):
    """At which hours it goes out; while it rests it says when it goes on."""

    _inherit = "pact.correspondence"

    hours = fields.Selection(
        [
            ("any", "At any hour"),
            ("chosen", "Between two hours"),
            ("working", "In the working hours of the inbox"),
        ],
        string="Goes out",
        required=True,
        default="any",
    )
    hour_from = fields.Float(string="From hour", default=8)
    hour_to = fields.Float(string="To hour", default=20)
    mon = fields.Boolean(default=True)
    tue = fields.Boolean(default=True)
    wed = fields.Boolean(default=True)
    thu = fields.Boolean(default=True)
    fri = fields.Boolean(default=True)
    sat = fields.Boolean()
    sun = fields.Boolean()
    zone = fields.Char(
        string="In the time of", compute="_compute_zone", compute_sudo=False
    )
    resume_date = fields.Datetime(string="Goes on at", readonly=True, copy=False)

    @api.depends("inbox_id", "company_id")
    @api.depends_context("uid")
    def _compute_zone(self):
        readable = self.env["pact.member"]._companies_where(self._right_to_read)
        for one in self:
            one.zone = one.company_id in readable and one._zone()

    def _zone(self):
        # sudo: pact.correspondence - the zone of its inbox, for who may read it
        one = self.sudo()
        inbox, company = one.inbox_id, one.company_id
        own = inbox.company_id == company and inbox.calendar_id.tz
        return clock.first_name([own, *company._pact_zones()])

    def _weekdays(self):
        return frozenset(number for number, day in enumerate(WEEK) if self[day])

    @api.constrains("hours", "hour_from", "hour_to", *WEEK)
    def _check_span(self):
        for one in self.filtered(lambda each: each.hours == "chosen"):
            problem = sending_hours.problem(one.hour_from, one.hour_to, one._weekdays())
            if problem == "span":
                raise UserError(
                    self.env._("Choose an hour, and a later one of the same day.")
                )
            if problem == "days":
                raise UserError(self.env._("Choose the days on which it goes out."))

    def _obstacle_sentence(self, inbox):
        """Refuse working hours as well where there are none."""
        if self.hours == "working" and not inbox.calendar_id:
            return self.env._(
                "%(inbox)s has no working hours. Choose two hours instead.",
                inbox=inbox.name,
            )
        return super()._obstacle_sentence(inbox)

    def _see_when_it_goes_on(self, now):
        """Write down until when it rests, under sudo, and wake the lane then."""
        self.ensure_one()
        planned, paused = self.planned_date, self.inbox_id.pause_date
        goes_on = self._opens_on(max(filter(None, (now, planned, paused))))
        resume_date = goes_on > now and goes_on
        if self.resume_date != resume_date:
            self.resume_date = resume_date
            if resume_date:
                self.env.ref("pact_team.ir_cron_send")._trigger(at=resume_date)

    def _opens_on(self, moment):
        """Return the first moment from ``moment`` on that is within its hours."""
        if self.hours == "working":
            if self.inbox_id._is_open(moment):
                return moment
            return self.inbox_id._opens_on(moment, within=FAR) or moment + FAR
        if self.hours == "chosen":
            zone = clock.first([self._zone()])
            hours = sending_hours.Hours(
                self.hour_from, self.hour_to, self._weekdays(), zone
            )
            return sending_hours.goes_on(hours, now=moment) or moment
        return moment

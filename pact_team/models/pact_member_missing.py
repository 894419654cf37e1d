from functools import partial

from odoo import api, fields, models
from odoo.tools import format_time

from ..rules import clock, nr17, shift


class PactMember(models.Model):
    """Telling who still misses a rest or a meal, while it fits; of each one once."""

    _inherit = "pact.member"

    missing_told = fields.Char(copy=False, groups=fields.NO_ACCESS)

    @api.model
    def _cron_see_missing(self):
        self.env["ir.cron"]._pact_each(
            self._bound_companies(),
            self._see_missing,
            "Company %s: missing rests were not seen",
        )

    @api.model
    def _bound_companies(self):
        return self.env["res.company"].search(
            [("pact_nr17", "=", True), ("pact_has_pauses", "=", True)]
        )

    @api.model
    def _see_missing(self, company):
        """Look at whoever is at work and in no pause."""
        now = fields.Datetime.now()
        there = self.search(
            [
                ("company_id", "=", company.id),
                ("availability", "in", ("available", "away")),
                ("may_pause", "=", True),
            ]
        )
        for member, work in there._work_now(now).items():
            for kind in nr17.KINDS if work.attended else ():
                member._see_missing_kind(kind, work, now)

    def _see_missing_kind(self, kind, work, now):
        kept = nr17.kept(work.attended, kind, work.taken)
        if not nr17.is_pressing(work.attended, kind, kept, now=now):
            return
        day = shift.day_of(work.shift, self._zone())
        mark = f"{day} {kind} {kept}"
        told = self.missing_told or ""
        if mark in told.split(","):
            return
        # What was told on another day is of no more use.
        today = [one for one in told.split(",") if one.startswith(f"{day} ")]
        self.missing_told = ",".join([*today, mark])
        self._tell_missing(kind, work.attended)

    def _tell_missing(self, kind, attended):
        until = clock.at(nr17.last_fit(attended, kind), self._zone()).time()
        minutes = nr17.least_minutes(attended, kind)
        overseers = self._overseers("may_grant_pauses", "may_see_team_figures")
        for people, is_own in ((self, True), (overseers, False)):
            people.user_id._pact_warn(
                self,
                partial(
                    type(self)._missing_sentence,
                    kind=(kind, is_own),
                    minutes=minutes,
                    until=until,
                ),
            )

    def _missing_sentence(self, kind, minutes, until):
        hour = format_time(self.env, until, time_format="short")
        told = {"name": self.name, "minutes": minutes, "hour": hour}
        sentences = {
            ("rest", True): self.env._(
                "You still miss a rest of %(minutes)s minutes. It fits until %(hour)s.",
                **told,
            ),
            ("meal", True): self.env._(
                "You still miss a meal of %(minutes)s minutes. It fits until %(hour)s.",
                **told,
            ),
            ("rest", False): self.env._(
                "%(name)s still misses a rest of %(minutes)s minutes. It fits until "
                "%(hour)s.",
                **told,
            ),
            ("meal", False): self.env._(
                "%(name)s still misses a meal of %(minutes)s minutes. It fits until "
                "%(hour)s.",
                **told,
            ),
        }
        return sentences[kind]

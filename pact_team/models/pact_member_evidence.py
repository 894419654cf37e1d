from collections import Counter
from datetime import UTC, datetime, time, timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.tools import format_date
from odoo.tools.misc import get_lang

from ..report.rest_evidence import Document, Line, Person
from ..rules import evidence

# A day in UTC is at most so far from the same day of anybody.
FARTHEST = timedelta(hours=14)


class PactMember(models.Model):
    """Which rests and meals members had: what is shown to an inspector, and to them."""

    _inherit = "pact.member"

    @api.model
    def _proven(self, company, team=None, members=None):
        """Return whose evidence is meant, under sudo, if the asking user may have it.

        Everybody has their own; whoever looks after the people of the company, all.

        :raise AccessError: for anybody else
        """
        # sudo: pact.member - compared with what the person who asks may see, below
        known = self.sudo().with_context(active_test=False)
        domain = [("company_id", "=", company.id)]
        if team:
            domain.append(("team_ids", "in", team.ids))
        if members:
            domain.append(("id", "in", members.ids))
        found = known.search(domain) if team or members else self._mine_in(company)
        # sudo: pact.availability - asks about the person who asks
        if company not in self.env["pact.availability"]._supervised_companies():
            if not found or found.user_id != self.env.user:
                raise AccessError(
                    self.env._("You may only have the evidence of your own rests here.")
                )
        if not found:
            raise UserError(self.env._("Nobody works there. Choose other people."))
        return found

    def _check_period(self, first, last):
        sentences = {
            "unreadable": self.env._("Say from which day until which day, please."),
            "reversed": self.env._("The period ends before it begins."),
            "huge": self.env._(
                "This is too much for one document. Choose fewer people or a shorter "
                "period: a year for one person, a month for a hundred and sixty."
            ),
        }
        if problem := evidence.period_problem(first, last, len(self)):
            raise UserError(sentences[problem])

    def _rest_evidence(self, first, last):
        """Return the :class:`Document` of these days, in the asker's language."""
        self._check_period(first, last)
        rows = self._evidence_rows(first, last)
        data = [self._evidence_head(first, last)]
        data += [evidence.line(row) for each in rows.values() for row in each]
        return Document(
            title=self.env._("Rests and meals, NR-17"),
            facts=self._evidence_facts(first, last, evidence.checksum(data)),
            columns=self._evidence_columns(),
            people=[member._evidence_person(rows[member]) for member in self],
            notes=self._evidence_notes(),
            page=self.env._("Page"),
            data_title=self.env._("Data"),
            data=data,
            date_format=get_lang(self.env).date_format,
        )

    def _evidence_rows(self, first, last):
        """Return ``{member: [Row]}`` of the shifts that begin on these days."""
        now = fields.Datetime.now()
        begins, ends = (datetime.combine(day, time()) for day in (first, last))
        works = self._works(begins - FARTHEST, ends + timedelta(1) + FARTHEST, now)
        found = {}
        for member in self:
            zone = member._wall_clock().tzinfo
            rows = (
                row
                for work in works[member]
                for row in evidence.rows(member.name, member.id, zone, work, now=now)
            )
            found[member] = [row for row in rows if first <= row.day <= last]
        return found

    def _evidence_head(self, first, last):
        company = self.company_id or self.env.company
        return f"NR-17 {company.id} {first.isoformat()} {last.isoformat()}"

    def _evidence_facts(self, first, last, checksum):
        env, company = self.env, self.company_id or self.env.company
        made = fields.Datetime.now().replace(tzinfo=UTC)
        zones = sorted({str(member._wall_clock().tzinfo) for member in self})
        return [
            (env._("Company"), company.name),
            (env._("Period"), f"{format_date(env, first)} – {format_date(env, last)}"),
            (env._("Time zone"), ", ".join(zones)),
            (env._("Made by"), env.user.name),
            (env._("Made on"), made.strftime("%Y-%m-%d %H:%M:%S UTC")),
            (env._("Checksum (SHA-256)"), checksum),
        ]

    def _evidence_columns(self):
        env = self.env
        return (
            env._("Day"),
            env._("Shift"),
            env._("What"),
            env._("Planned (min)"),
            env._("From"),
            env._("Until"),
            env._("Minutes"),
            env._("Result"),
        )

    def _evidence_person(self, rows):
        verdicts = Counter((row.line.kind, row.line.verdict) for row in rows if row.line)
        sums = self.env._(
            "Rests kept: %(rests)s, missing: %(no_rests)s. Meals kept: %(meals)s, "
            "missing: %(no_meals)s.",
            rests=verdicts["rest", "kept"],
            no_rests=verdicts["rest", "missing"],
            meals=verdicts["meal", "kept"],
            no_meals=verdicts["meal", "missing"],
        )
        return Person(self.name, [self._evidence_line(row) for row in rows], sums)

    def _evidence_line(self, row):
        line, shift = row.line, row.shift
        taken = line and line.taken
        return Line(
            day=row.day,
            shift=f"{_clock(row, shift.begins)}–{_clock(row, shift.left or shift.ends)}",
            kind=self._evidence_kinds()[line.kind] if line else "",
            planned=line.planned_minutes if line else None,
            begins=_clock(row, taken.begins) if taken else "",
            ends=_clock(row, taken.ends) if taken and taken.ends else "",
            minutes=row.minutes,
            verdict=self._evidence_verdicts()[line.verdict if line else "none"],
        )

    def _evidence_kinds(self):
        return {"rest": self.env._("Rest"), "meal": self.env._("Meal")}

    def _evidence_verdicts(self):
        return {
            "kept": self.env._("Kept"),
            "short": self.env._("Too short"),
            "out_of_hours": self.env._("In the first or last hour"),
            "running": self.env._("Running"),
            "missing": self.env._("Missing"),
            "due": self.env._("Still due"),
            "none": self.env._("None was due"),
        }

    def _evidence_notes(self):
        return [
            self.env._(
                "Rests are unbroken, of ten minutes at least, after the first and "
                "before the last hour of the shift; a meal is of twenty minutes, and of "
                "an hour in a day of more than six hours. Needs of the body are free: "
                "they are neither listed nor counted."
            ),
            self.env._(
                "The shift is that of the person's working hours, from when they came "
                "until when they left. Without working hours for a day it begins when "
                "they were first available, and lasts six hours."
            ),
            self.env._(
                "The checksum is that of the lines in the sheet “Data” of the "
                "spreadsheet, each ended by a line feed, in UTF-8. Made anew for the "
                "same people and days, this document shows the same one as long as the "
                "log, names and working hours are what they were. It proves that "
                "nothing was changed; it is not a digital signature of anybody."
            ),
        ]


def _clock(row, moment):
    return row.local(moment).strftime("%H:%M")

"""What an evidence of rests and meals says, in the language of who asks for it."""

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date

from odoo import fields
from odoo.tools import format_date
from odoo.tools.misc import get_lang

from ..rules import evidence


@dataclass(frozen=True)
class Cells:
    """One row of the table; times as the clock of the person showed them."""

    day: date
    shift: str
    kind: str
    planned: int | None
    begins: str
    ends: str
    minutes: int | None
    verdict: str


@dataclass(frozen=True)
class Person:
    name: str
    lines: list[Cells]
    sums: str


@dataclass(frozen=True)
class Document:
    """All of it, ready to be typeset; ``data`` are the lines of the checksum."""

    title: str
    facts: list[tuple[str, str]]
    columns: tuple[str, ...]
    people: list[Person]
    notes: list[str]
    page: str
    data_title: str
    data: list[str]
    date_format: str


def document(members, first, last) -> Document:
    """Return the evidence of these members, from the first day to the last.

    :raise UserError: for days that are none, or too many of them
    """
    rows = members._evidence_rows(first, last)
    company = members.company_id
    data = [f"NR-17 {company.id} {first.isoformat()} {last.isoformat()}"]
    data += [evidence.written(row) for each in rows.values() for row in each]
    words = _Words(members.env)
    return Document(
        title=words.env._("Rests and meals, NR-17"),
        facts=words.facts(members, first, last, evidence.checksum(data)),
        columns=words.columns(),
        people=[
            words.person(evidence.shown_name(member.name), each)
            for member, each in rows.items()
        ],
        notes=words.notes(),
        page=words.env._("Page"),
        data_title=words.env._("Data"),
        data=data,
        date_format=get_lang(words.env).date_format,
    )


class _Words:
    """The sentences of the document."""

    def __init__(self, env):
        self.env = env
        self.kinds = {"rest": env._("Rest"), "meal": env._("Meal")}
        self.verdicts = {
            "kept": env._("Kept"),
            "short": env._("Too short"),
            "out_of_hours": env._("In the first or last hour"),
            "running": env._("Running"),
            "missing": env._("Missing"),
            "due": env._("Still due"),
            "none": env._("None was due"),
        }

    def facts(self, members, first, last, checksum):
        env = self.env
        made = fields.Datetime.now().replace(tzinfo=UTC)
        zones = sorted({str(member._zone()) for member in members})
        return [
            (env._("Company"), members.company_id.name),
            (env._("Period"), f"{format_date(env, first)} – {format_date(env, last)}"),
            (env._("Time zone"), ", ".join(zones)),
            (env._("Made by"), evidence.shown_name(env.user.name)),
            (env._("Made on"), made.strftime("%Y-%m-%d %H:%M:%S UTC")),
            (env._("Checksum (SHA-256)"), checksum),
        ]

    def columns(self):
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

    def person(self, name, rows):
        found = Counter((row.line.kind, row.line.verdict) for row in rows if row.line)
        sums = self.env._(
            "Rests kept: %(rests)s, missing: %(no_rests)s. Meals kept: %(meals)s, "
            "missing: %(no_meals)s.",
            rests=found["rest", "kept"],
            no_rests=found["rest", "missing"],
            meals=found["meal", "kept"],
            no_meals=found["meal", "missing"],
        )
        return Person(name, [self.line(row) for row in rows], sums)

    def line(self, row):
        line, shift = row.line, row.shift
        taken = line and line.taken
        left = shift.left or shift.ends
        return Cells(
            day=row.day,
            shift=f"{_clock(row, shift.begins)}–{_clock(row, left)}",
            kind=self.kinds[line.kind] if line else "",
            planned=line.planned_minutes if line else None,
            begins=_clock(row, taken.begins) if taken else "",
            ends=_clock(row, taken.ends) if taken and taken.ends else "",
            minutes=row.minutes,
            verdict=self.verdicts[line.verdict if line else "none"],
        )

    def notes(self):
        env = self.env
        return [
            env._(
                "Rests are unbroken, of ten minutes at least, after the first and "
                "before the last hour of the shift; a meal is of twenty minutes, and "
                "of an hour in a day of more than six hours. Needs of the body are "
                "free: they are neither listed nor counted."
            ),
            env._(
                "The shift is that of the person's working hours, from when they came "
                "until when they left. Without working hours for a day it begins when "
                "they were first available, and lasts six hours."
            ),
            env._(
                "The checksum is that of the lines in the sheet “Data” of the "
                "spreadsheet, each ended by a line feed, in UTF-8. Made anew for the "
                "same people and days, this document shows the same one as long as the "
                "log, names and working hours are what they were. It proves that "
                "nothing was changed; it is not a digital signature of anybody."
            ),
        ]


def _clock(row, moment):
    return row.local(moment).strftime("%H:%M")

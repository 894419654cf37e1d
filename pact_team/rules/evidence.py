"""What proves which rests and meals somebody had, and that it was not changed since.

Each shift gives a line for each rest and meal: one that was begun, or one that was not.
The checksum is taken of the lines alone, so whoever makes the same evidence anew, of
the same log, gets the same one. It is no signature: it tells that nothing was changed,
and not who says so.

>>> checksum(["a", "b"]) == checksum(["a", "b"]) != checksum(["b", "a"])
True
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from hashlib import sha256

from . import clock
from .nr17 import Judged, Shift, judge
from .shift import day_of

ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# A calendar year of one person; of more people at once, fewer days.
MOST_DAYS = 366
MOST_PERSON_DAYS = 5000
# Neither Odoo's dates nor anybody's work reach further.
FIRST_YEAR, LAST_YEAR = 2000, 2100
LONGEST_NAME = 200


@dataclass(frozen=True)
class Row:
    """One rest or meal of a shift; without a line nothing was due in it."""

    person: str
    person_id: int
    zone: tzinfo
    shift: Shift
    line: Judged | None

    @property
    def day(self) -> date:
        return day_of(self.shift, self.zone)

    def local(self, moment: datetime) -> datetime:
        return clock.at(moment, self.zone)

    @property
    def minutes(self) -> int | None:
        """Return how many whole minutes it lasted; None while it does, or if none."""
        taken = self.line and self.line.taken
        if not taken or not taken.ends:
            return None
        return int((taken.ends - taken.begins).total_seconds()) // 60


def rows(person: str, person_id: int, zone: tzinfo, work, *, now: datetime):
    """Return the rows of one shift, of which ``attended`` may be None.

    Whoever was not there is owed nothing, and is not listed.
    """
    _shift, attended, taken = work
    if attended is None:
        return []
    judged = judge(attended, taken, now=now) or [None]
    name = shown_name(person)
    return [Row(name, person_id, zone, attended, line) for line in judged]


def shown_name(name) -> str:
    """Return a name as it is written everywhere: a cell of a sheet has an end.

    >>> shown_name("Ana"), shown_name(False), len(shown_name("a" * 100_000))
    ('Ana', '', 200)
    """
    return (name or "")[:LONGEST_NAME]


def written(row: Row) -> str:
    """Return a row as one line of text, the same wherever and whenever it is made."""
    taken = row.line and row.line.taken
    moments = [row.shift.begins, row.shift.left or row.shift.ends]
    moments += [taken.begins, taken.ends] if taken else [None, None]
    told = [moment and row.local(moment).isoformat() for moment in moments]
    what = (
        [row.line.kind, row.line.verdict, row.line.planned_minutes]
        if row.line
        else [None, "none", 0]
    )
    return json.dumps(
        [row.person_id, row.person, row.day.isoformat(), *told, *what],
        ensure_ascii=False,
    )


def checksum(lines: Iterable[str]) -> str:
    """Return the SHA-256 of these lines, each ended by a line feed, in UTF-8."""
    found = sha256()
    for each in lines:
        found.update(f"{each}\n".encode())
    return found.hexdigest()


def day(typed) -> date | None:
    """Return the day somebody typed; None for whatever is none.

    >>> day("2026-03-02"), day("2026-02-30"), day("0001-01-01"), day(None)
    (datetime.date(2026, 3, 2), None, None, None)
    """
    if not isinstance(typed, str) or not ISO_DAY.fullmatch(typed):
        return None
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        return None
    return found if _is_of_our_time(found) else None


def period_problem(first: date | None, last: date | None, people: int) -> str | None:
    """Return why these days make no evidence: ``unreadable``, ``reversed``, ``huge``.

    >>> first = date(2026, 1, 1)
    >>> period_problem(first, date(2026, 12, 31), 1) is None
    True
    >>> period_problem(first, date(2027, 1, 2), 1), period_problem(first, first, 5001)
    ('huge', 'huge')
    >>> period_problem(first, date(2025, 12, 31), 1), period_problem(None, first, 1)
    ('reversed', 'unreadable')
    """
    if not all(one and _is_of_our_time(one) for one in (first, last)):
        return "unreadable"
    if last < first:
        return "reversed"
    days = (last - first).days + 1
    is_huge = days > MOST_DAYS or days * people > MOST_PERSON_DAYS
    return "huge" if is_huge else None


def _is_of_our_time(found):
    return FIRST_YEAR <= found.year <= LAST_YEAR

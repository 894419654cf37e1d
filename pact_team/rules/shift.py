"""Which shifts somebody has, and from when to when they were there in one.

Working hours say it; where they have none for a day, it begins when somebody is first
available and lasts six hours. What lies less than four hours apart is one shift, so a
break for lunch ends none, and neither does midnight.

>>> from datetime import UTC
>>> nine, one, two, six = (datetime(2026, 3, 2, hour) for hour in (9, 13, 14, 18))
>>> planned([(nine, one), (two, six)]) == [Shift(nine, six)]
True
>>> presumed([nine, two], [], UTC) == [Shift(nine, nine + USUAL)]
True
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from . import clock
from .nr17 import Shift, Taken

USUAL = timedelta(hours=6)
APART = timedelta(hours=4)
# Hours that do not end are no shift of anybody.
LONGEST = timedelta(hours=16)


@dataclass(frozen=True)
class Stretch:
    """Somebody was there, in a pause too; without an end they still are."""

    begins: datetime
    ends: datetime | None
    is_available: bool = True


def planned(hours: Iterable[tuple[datetime, datetime]]) -> list[Shift]:
    """Return the shifts that working hours make, whatever their order."""
    shifts: list[Shift] = []
    for begins, ends in sorted(hours):
        if shifts and begins - shifts[-1].ends < APART:
            last = shifts.pop()
            shifts.append(Shift(last.begins, max(last.ends, ends)))
        else:
            shifts.append(Shift(begins, ends))
    return [shift for shift in shifts if shift.ends - shift.begins <= LONGEST]


def presumed(
    starts: Iterable[datetime], known: Sequence[Shift], zone: tzinfo
) -> list[Shift]:
    """Return the shifts of those days, in ``zone``, for which no hours are ``known``.

    ``starts`` are the moments at which somebody became available.
    """
    days = {day_of(shift, zone) for shift in known}
    found: list[Shift] = []
    for start in sorted(starts):
        shift = Shift(start, start + USUAL)
        day = day_of(shift, zone)
        if day in days or any(
            _is_near(start, other) for other in (*known, *found[-1:])
        ):
            continue
        days.add(day)
        found.append(shift)
    return found


def attended(
    shift: Shift, stretches: Iterable[Stretch], *, now: datetime
) -> Shift | None:
    """Return ``shift`` from when they came, until they left; None if they never came.

    Whoever came late works from then on. Who left before the end may come back while
    it lasts, and is believed gone after it.
    """
    there = [
        one
        for one in stretches
        if one.begins < shift.ends and (one.ends is None or one.ends > shift.begins)
    ]
    arrivals = [one.begins for one in there if one.is_available]
    if not arrivals:
        return None
    begins = max(shift.begins, min(arrivals))
    last = max(one.ends or now for one in there)
    if now < shift.ends or last >= shift.ends:
        return Shift(begins, shift.ends)
    return Shift(begins, shift.ends, left=last)


def shared_out(
    taken: Iterable[Taken], shifts: Sequence[Shift]
) -> dict[Shift, list[Taken]]:
    """Return which of the rests and meals belong to which shift.

    Each to the last that has begun, or to which one came early; ``shifts`` are ordered.
    """
    found: dict[Shift, list[Taken]] = {shift: [] for shift in shifts}
    for one in taken:
        begun = [shift for shift in shifts if shift.begins - APART < one.begins]
        if begun:
            found[begun[-1]].append(one)
    return found


def current(shifts: Iterable[Shift], *, now: datetime) -> Shift | None:
    """Return the shift that ``now`` belongs to; who comes early is in theirs."""
    return next(
        (shift for shift in shifts if shift.begins - APART < now < shift.ends), None
    )


def day_of(shift: Shift, zone: tzinfo) -> date:
    """Return the day, in ``zone``, on which a shift begins; it owns the night."""
    return clock.at(shift.begins, zone).date()


def _is_near(start, shift):
    return shift.begins - APART < start < shift.ends + APART

"""The pauses that Brazil's NR-17, Annex II, gives to whoever answers all day.

Up to four hours of work: one rest of ten minutes; beyond, two of them, and a meal of
twenty minutes. No rest lies in the first or the last hour. A pause for a need of the
body may be taken at any time, and is neither counted nor limited.

>>> from datetime import datetime
>>> shift = Shift(datetime(2026, 3, 2, 8), datetime(2026, 3, 2, 14))
>>> owed(shift)
Owed(rests=2, meals=1)
>>> rest_refusal(shift, now=datetime(2026, 3, 2, 8, 59, 59))
'first_hour'
>>> rest_refusal(shift, now=datetime(2026, 3, 2, 9)) is None
True

Source: Brazil's Ministry of Labour, NR-17, Annex II (work in telephone and message
service), on the organisation of work: breaks, meals, needs of the body.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

REST, MEAL, HOUR = (timedelta(minutes=minutes) for minutes in (10, 20, 60))
SHORT_SHIFT = timedelta(hours=4)
# How long before it is too late the person and the supervisors are told.
NOTICE = timedelta(minutes=30)


@dataclass(frozen=True)
class Shift:
    begins: datetime
    ends: datetime


@dataclass(frozen=True)
class Owed:
    rests: int
    meals: int


def owed(shift: Shift) -> Owed:
    """Return which pauses a shift of this length gives."""
    if shift.ends - shift.begins <= SHORT_SHIFT:
        return Owed(rests=1, meals=0)
    return Owed(rests=2, meals=1)


def rest_refusal(shift: Shift, *, now: datetime) -> str | None:
    """Return why a rest may not begin now: ``first_hour`` or ``last_hour``.

    A rest has to be over when the last hour begins.
    """
    if now < shift.begins + HOUR:
        return "first_hour"
    return "last_hour" if now + REST > shift.ends - HOUR else None


def last_moment(shift: Shift, rests: int) -> datetime | None:
    """Return when the next rest has to begin at the latest; None when none is owed.

    ``rests`` have been taken; those that are left still have to fit.
    """
    left = owed(shift).rests - rests
    return shift.ends - HOUR - left * REST if left > 0 else None


def is_pressing(shift: Shift, rests: int, *, now: datetime) -> bool:
    """Return whether somebody has to be told that a rest is still missing."""
    latest = last_moment(shift, rests)
    return latest is not None and now >= latest - NOTICE


def missing(shift: Shift, *, rests: int, meals: int) -> Owed:
    """Return what was not taken, of a shift that is over."""
    due = owed(shift)
    return Owed(max(0, due.rests - rests), max(0, due.meals - meals))


def is_kept(kind: str, lasted: timedelta) -> bool:
    """Return whether a pause was long enough to count as a ``rest`` or a ``meal``.

    >>> is_kept("rest", timedelta(minutes=10)), is_kept("meal", timedelta(minutes=19))
    (True, False)
    """
    return lasted >= {"rest": REST, "meal": MEAL}[kind]

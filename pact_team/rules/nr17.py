"""The pauses that Brazil's NR-17, Annex II, gives to whoever answers all day.

Up to four hours of work: one rest of ten minutes; beyond, two of them, and a meal of
twenty minutes, which is an hour beyond six hours of work. A rest is unbroken, lies
neither in the first nor in the last hour, and a longer one is still one. A pause for a
need of the body may be taken at any time, and is neither counted nor limited: no rule
here knows of it.

>>> from datetime import datetime
>>> shift = Shift(datetime(2026, 3, 2, 8), datetime(2026, 3, 2, 14))
>>> owed(shift)
Owed(rests=2, meals=1, meal_minutes=20)
>>> rest_refusal(shift, now=datetime(2026, 3, 2, 8, 59, 59))
'first_hour'
>>> rest_refusal(shift, now=datetime(2026, 3, 2, 9)) is None
True

Source: Brazil's Ministry of Labour, NR-17, Annex II (work in telephone and message
service), 6.3 to 6.7, on breaks, meals and needs of the body; and article 71 of the
labour code (CLT), on the hour of a longer day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

REST, MEAL, HOUR = (timedelta(minutes=minutes) for minutes in (10, 20, 60))
SHORT_SHIFT = timedelta(hours=4)
# The meal itself is no work: six hours of it end twenty minutes later.
LONG_SHIFT = timedelta(hours=6) + MEAL
# What is shorter has no moment that lies in neither hour.
WITH_ROOM = 2 * HOUR + REST
# How long before it is too late the person and the supervisors are told.
NOTICE = timedelta(minutes=30)
KINDS = ("rest", "meal")


@dataclass(frozen=True)
class Shift:
    """The work of somebody on a day: from when they came until they are to leave.

    Who ``left`` before that is owed less, and what they took counts as it did then.
    """

    begins: datetime
    ends: datetime
    left: datetime | None = None

    @property
    def worked(self) -> timedelta:
        return (self.left or self.ends) - self.begins


@dataclass(frozen=True)
class Owed:
    rests: int
    meals: int
    meal_minutes: int = 20


@dataclass(frozen=True)
class Taken:
    """A rest or a meal that was begun; without an end it still runs."""

    kind: str
    begins: datetime
    ends: datetime | None = None
    planned_minutes: int = 0


@dataclass(frozen=True)
class Judged:
    """What became of one rest or meal: one that was begun, or one that was not.

    ``kept``, ``short``, ``out_of_hours`` or ``running``; ``missing``, or ``due`` while
    the shift lasts.
    """

    kind: str
    verdict: str
    planned_minutes: int
    taken: Taken | None = None


def owed(shift: Shift) -> Owed:
    """Return which pauses a shift of this length gives."""
    length = shift.worked
    if length <= SHORT_SHIFT:
        return Owed(rests=int(length >= WITH_ROOM), meals=0)
    return Owed(rests=2, meals=1, meal_minutes=60 if length > LONG_SHIFT else 20)


def rest_refusal(shift: Shift, *, now: datetime) -> str | None:
    """Return why a rest may not begin now: ``first_hour`` or ``last_hour``.

    A rest has to be over when the last hour begins. After the shift nothing is refused.
    """
    if now >= shift.ends:
        return None
    if now < rest_opens(shift):
        return "first_hour"
    return "last_hour" if now > last_fit(shift, "rest") else None


def rest_opens(shift: Shift) -> datetime:
    return shift.begins + HOUR


def last_moment(shift: Shift, kind: str, kept: int) -> datetime | None:
    """Return when the next one has to begin at the latest; None when none is owed.

    ``kept`` of this kind have been taken; those that are left still have to fit.
    """
    left = _owed_of(shift, kind) - kept
    if left <= 0:
        return None
    return last_fit(shift, kind) - (left - 1) * _least(shift, kind)


def last_fit(shift: Shift, kind: str) -> datetime:
    """Return when one of this kind still fits, at the latest."""
    if kind == "rest":
        return shift.ends - HOUR - REST
    return shift.ends - _least(shift, kind)


def least_minutes(shift: Shift, kind: str) -> int:
    return int(_least(shift, kind).total_seconds()) // 60


def is_pressing(shift: Shift, kind: str, kept: int, *, now: datetime) -> bool:
    """Return whether somebody has to be told that one is missing and still fits."""
    latest = last_moment(shift, kind, kept)
    if latest is None:
        return False
    # Nobody is sent into a rest that would still be refused.
    earliest = rest_opens(shift) if kind == "rest" else shift.begins
    return max(latest - NOTICE, earliest) <= now <= last_fit(shift, kind)


def verdict(shift: Shift, taken: Taken) -> str:
    """Return whether what was begun counts, and why not.

    >>> shift = Shift(datetime(2026, 3, 2, 8), datetime(2026, 3, 2, 14))
    >>> nine, ten_past = datetime(2026, 3, 2, 9), datetime(2026, 3, 2, 9, 10)
    >>> verdict(shift, Taken("rest", nine, ten_past))
    'kept'
    >>> verdict(shift, Taken("meal", nine, ten_past))
    'short'
    """
    if taken.ends is None:
        return "running"
    is_outside = not shift.begins <= taken.begins < shift.ends
    if is_outside or (
        taken.kind == "rest" and rest_refusal(shift, now=taken.begins) is not None
    ):
        return "out_of_hours"
    is_long = taken.ends - taken.begins >= _least(shift, taken.kind)
    return "kept" if is_long else "short"


def kept(shift: Shift, kind: str, taken: Iterable[Taken]) -> int:
    """Return how many of this kind count; one that still runs is believed."""
    return sum(
        one.kind == kind and verdict(shift, one) in ("kept", "running") for one in taken
    )


def judge(shift: Shift, taken: Sequence[Taken], *, now: datetime) -> list[Judged]:
    """Return what was taken in this shift, by the hour, and then what is missing."""
    begun = [
        Judged(one.kind, verdict(shift, one), one.planned_minutes, one)
        for one in sorted(taken, key=lambda one: one.begins)
    ]
    lacking = "missing" if now >= shift.ends else "due"
    return begun + [
        Judged(kind, lacking, least_minutes(shift, kind))
        for kind in KINDS
        for _time in range(_owed_of(shift, kind) - kept(shift, kind, taken))
    ]


def _owed_of(shift, kind):
    due = owed(shift)
    return due.rests if kind == "rest" else due.meals


def _least(shift, kind):
    return REST if kind == "rest" else timedelta(minutes=owed(shift).meal_minutes)

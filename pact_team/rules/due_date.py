"""When a request has to be answered at the latest.

Two clocks: the legal one runs day and night; the other only while somebody works. Both
stand still while the customer is to answer, and while the request is finished.

Every moment is in UTC and naive, but for the legal clock, which counts days as the
people concerned do: on their wall.

>>> from zoneinfo import ZoneInfo
>>> madrid = ZoneInfo("Europe/Madrid")
>>> legal(datetime(2026, 3, 25, 9, 30, tzinfo=madrid), days=7)
datetime.datetime(2026, 4, 1, 7, 30)
>>> days = (datetime(2026, 3, 2), datetime(2026, 3, 3))
>>> mornings = [(day.replace(hour=8), day.replace(hour=12)) for day in days]
>>> working(datetime(2026, 3, 2, 11), timedelta(hours=3), mornings)
datetime.datetime(2026, 3, 3, 10, 0)
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

Stretches = Iterable[tuple[datetime, datetime]]


def legal(filed: datetime, *, days: int) -> datetime:
    """Return the same hour so many days later, in UTC, never before ``filed``.

    ``filed`` is aware. An hour that the clocks skip is the one that follows it.
    """
    wall = filed + timedelta(days=days)
    return max(_in_utc(wall), _in_utc(filed))


def working(
    since: datetime, length: timedelta, stretches: Stretches
) -> datetime | None:
    """Return when ``length`` of work has passed since; None if too little is planned.

    ``stretches`` are those in which somebody works, in order, none overlapping; they
    are read no further than needed.
    """
    for begins, ends in _from(since, stretches):
        if ends - begins >= length:
            return begins + length
        length -= ends - begins
    return None


def worked(since: datetime, until: datetime, stretches: Stretches) -> timedelta:
    """Return how much of the time from ``since`` to ``until`` is work.

    >>> noon = datetime(2026, 3, 2, 12)
    >>> worked(noon, noon, [(noon, noon + timedelta(hours=1))])
    datetime.timedelta(0)
    """
    total = timedelta()
    for begins, ends in _from(since, stretches):
        if begins >= until:
            break
        total += min(ends, until) - begins
    return total


def moved(due: datetime, *, held: datetime, now: datetime) -> datetime:
    """Return the due date on the legal clock after it stood still from ``held`` on.

    What was late before it was held stays late.

    >>> due, held = datetime(2026, 3, 9), datetime(2026, 3, 4)
    >>> moved(due, held=held, now=held + timedelta(days=2))
    datetime.datetime(2026, 3, 11, 0, 0)
    >>> moved(due, held=due + timedelta(days=1), now=due + timedelta(days=5)) == due
    True
    """
    return due + (now - held) if held <= due else due


def moved_working(
    due: datetime, *, held: datetime, now: datetime, before: Stretches, after: Stretches
) -> datetime | None:
    """Return the due date in working hours after the clock stood still.

    ``before`` are the stretches from ``held`` on, ``after`` those from ``now`` on.
    """
    if held > due:
        return due
    return working(now, worked(held, due, before), after)


def merged(due: datetime | None, others: Iterable[datetime | None]) -> datetime | None:
    """Return the due date of a request that goes on for others, too: the earliest.

    None is of a clock that does not run: it neither gives a date nor takes one.

    >>> monday, friday = datetime(2026, 3, 2), datetime(2026, 3, 6)
    >>> merged(friday, [monday, None]) == merged(monday, [friday]) == monday
    True
    >>> merged(None, [monday]) is None
    True
    """
    return due and min([due, *filter(None, others)])


def urgency(
    due: datetime | None,
    *,
    now: datetime,
    finished: datetime | None = None,
    is_held: bool = False,
    warning: timedelta = timedelta(),
) -> str | None:
    """Return ``in_time``, ``soon``, ``late``, ``held`` or ``kept``; None without a due.

    Whoever finishes in the very second it is due has kept it. What is held is neither
    soon nor late, not even if it was late before: nobody is to hurry.
    """
    if due is None:
        return None
    if finished is not None:
        return "kept" if finished <= due else "late"
    if is_held:
        return "held"
    if now > due:
        return "late"
    return "soon" if now >= due - warning else "in_time"


def _from(since, stretches):
    """Yield what lies after ``since`` of each stretch."""
    for begins, ends in stretches:
        if ends > since:
            yield max(begins, since), ends


def _in_utc(moment):
    return moment.astimezone(UTC).replace(tzinfo=None)

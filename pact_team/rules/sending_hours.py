"""When what is sent to many may go out: between two hours, on some days of the week.

>>> office = Hours(8, 20, frozenset(range(5)), ZoneInfo("America/Sao_Paulo"))
>>> goes_on(office, now=datetime(2026, 3, 2, 15, 0)) is None
True
>>> goes_on(office, now=datetime(2026, 3, 6, 23, 0))
datetime.datetime(2026, 3, 9, 11, 0)

The moments are in UTC; the hours are those on the wall where customers live.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from . import clock

DAY, WHOLE_DAY = timedelta(days=1), 24
# Clocks are put forward over the only hour of a week: then it is the week after.
FAR = 15


@dataclass(frozen=True)
class Hours:
    """From ``start`` up to ``end``, as hours of the day; Monday is 0."""

    start: float
    end: float
    weekdays: frozenset[int]
    zone: ZoneInfo


def problem(start: float, end: float, weekdays: frozenset[int]) -> str | None:
    """Return why these are no hours to send in: ``span`` or ``days``.

    >>> problem(8, 20, frozenset({0})), problem(20, 8, frozenset({0}))
    (None, 'span')
    >>> problem(8, 20, frozenset())
    'days'
    """
    if not 0 <= _minutes(start) < _minutes(end) <= _minutes(WHOLE_DAY):
        return "span"
    return None if weekdays else "days"


def goes_on(hours: Hours, *, now: datetime) -> datetime | None:
    """Return when it goes on; None while it may go out."""
    today = clock.at(now, hours.zone).date()
    for count in range(FAR):
        day = today + count * DAY
        begin, end = _moment(day, hours.start, hours), _moment(day, hours.end, hours)
        if day.weekday() in hours.weekdays and now < end and begin < end:
            return begin if now < begin else None
    return now + FAR * DAY


def _moment(day: date, hour: float, hours: Hours) -> datetime:
    days, minutes = divmod(_minutes(hour), 24 * 60)
    wall = datetime.combine(day + days * DAY, time(), hours.zone)
    there = wall.replace(hour=minutes // 60, minute=minutes % 60)
    return clock.utc(there)


def _minutes(hour: float) -> int:
    return round(hour * 60)

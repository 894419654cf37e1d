"""Whether somebody may take a pause now, and what became of it.

Hours and weekdays are those of the clock on the wall where the member is, so a pause
from 11:30 begins at 11:30 before and after the clocks change.

>>> from datetime import datetime, time, timezone
>>> lunch = Terms(opens=time(11, 30), closes=time(14, 0), times_a_day=1)
>>> utc = timezone.utc
>>> refusal(lunch, taken=0, now=datetime(2026, 3, 2, 11, 30, tzinfo=utc)) is None
True
>>> refusal(lunch, taken=0, now=datetime(2026, 3, 2, 11, 29, 59, tzinfo=utc))
'early'
>>> refusal(lunch, taken=1, now=datetime(2026, 3, 2, 12, 0, tzinfo=utc))
'used_up'
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

DAY = timedelta(days=1)
EVERY_DAY = frozenset(range(7))
# What an exception granted by a supervisor lifts: the limits of the type.
LIFTED = frozenset({"not_today", "early", "late", "used_up"})


@dataclass(frozen=True)
class Terms:
    """What a type of pause allows; minutes of 0, and no hour, mean no limit.

    Weekdays are counted from Monday, 0. From 22:00 until 06:00 goes past midnight,
    and the night belongs to the day on which it began.
    """

    opens: time | None = None
    closes: time | None = None
    weekdays: frozenset[int] = EVERY_DAY
    times_a_day: int = 0
    least_minutes: int = 0
    most_minutes: int = 0


def refusal(
    terms: Terms, *, taken: int, now: datetime, has_exception: bool = False
) -> str | None:
    """Return why this pause may not begin at ``now``, on the member's clock.

    ``not_today``, ``early``, ``late`` or ``used_up``; None when it may. ``taken`` says
    how often it was begun on this day already.
    """
    reason = _out_of_hours(terms, now) or _used_up(terms, taken)
    return None if has_exception and reason in LIFTED else reason


def is_askable(refusal: str | None, exception: str | None) -> bool:
    """Return whether somebody may be asked for what is refused, or has to wait.

    What the law refuses nobody grants; what was asked for or granted is not asked anew.

    >>> is_askable("early", None), is_askable("early", "asked"), is_askable(None, None)
    (True, False, False)
    >>> is_askable("first_hour", None), is_askable("coverage", None)
    (False, True)
    """
    return (refusal in LIFTED or refusal == "coverage") and not exception


def opens_next(terms: Terms, *, now: datetime) -> datetime | None:
    """Return when the hours of this pause begin next, on the clock of ``now``.

    None when no weekday is left.
    """
    opens = terms.opens or time()
    for days in range(8):
        day = (now + days * DAY).date()
        begins = datetime.combine(day, opens, now.tzinfo)
        if begins > now and day.weekday() in terms.weekdays:
            return begins
    return None


def outcome(terms: Terms, lasted: timedelta) -> str:
    """Return whether a pause was ``short``, an ``overrun``, or ``kept``.

    >>> limits = Terms(least_minutes=5, most_minutes=10)
    >>> [outcome(limits, timedelta(minutes=minutes)) for minutes in (4, 5, 10, 11)]
    ['short', 'kept', 'kept', 'overrun']
    """
    if terms.most_minutes and lasted > timedelta(minutes=terms.most_minutes):
        return "overrun"
    return "short" if lasted < timedelta(minutes=terms.least_minutes) else "kept"


def ends_at_most(terms: Terms, began: datetime) -> datetime | None:
    """Return the last moment that is no overrun; None without a limit."""
    if not terms.most_minutes:
        return None
    return began + timedelta(minutes=terms.most_minutes)


def _out_of_hours(terms, now):
    if not terms.opens and not terms.closes:
        return None if now.weekday() in terms.weekdays else "not_today"
    return _outside(terms, now)


def _outside(terms, now):
    opens, closes, at = terms.opens or time(), terms.closes or time(), now.time()
    passes_midnight = closes <= opens
    yesterday = (now - DAY).weekday()
    if passes_midnight and at < closes and yesterday in terms.weekdays:
        return None
    if now.weekday() not in terms.weekdays:
        return "not_today"
    if at < opens:
        return "early"
    return None if passes_midnight or at < closes else "late"


def _used_up(terms, taken):
    return "used_up" if terms.times_a_day and taken >= terms.times_a_day else None

"""How long a conversation stays where it is, before it goes on by itself.

Spans of 0 are no limit: nothing happens by itself.

>>> from datetime import datetime
>>> noon, later = datetime(2026, 3, 2, 12), datetime(2026, 3, 2, 12, 5)
>>> is_ignored(noon, 5, now=later), is_ignored(noon, 6, now=later)
(True, False)
"""

from datetime import datetime, timedelta

# What is planned for later than this leaves the customer without an answer.
SOON = timedelta(hours=24)


def is_ignored(given: datetime, minutes: int, *, now: datetime) -> bool:
    """Return whether who was given a conversation has been silent for too long."""
    return _is_over(given, timedelta(minutes=minutes), now)


def overflows(waits_since: datetime, minutes: int, *, now: datetime) -> bool:
    """Return whether another team has to take what nobody took."""
    return _is_over(waits_since, timedelta(minutes=minutes), now)


def is_too_old(waits_since: datetime, hours: int, *, now: datetime) -> bool:
    """Return whether only people still decide who gets what has waited so long."""
    return _is_over(waits_since, timedelta(hours=hours), now)


def waiting_since_at_least(hours: int, *, now: datetime) -> datetime | None:
    """Return after when somebody began to wait who is not too old; None: whenever."""
    return now - timedelta(hours=hours) if hours else None


def _is_over(since, span, now):
    return bool(span) and now >= since + span

"""When something that came in is tried again.

An event that failed is never given up: it waits longer each time, up to an hour, so
that an error corrected at noon is made good by one. A file is given up when the
network has deleted it.

>>> from datetime import datetime
>>> next_date(1, now=datetime(2026, 3, 2, 12, 0))
datetime.datetime(2026, 3, 2, 12, 0, 10)
>>> next_date(500, now=datetime(2026, 3, 2, 12, 0))
datetime.datetime(2026, 3, 2, 13, 0)
"""

from datetime import datetime, timedelta

WAITS = tuple(timedelta(seconds=s) for s in (10, 30, 120, 600, 1800, 3600))
# WhatsApp keeps what a customer sent for seven days.
MEDIA_LIFE = timedelta(days=7)


def next_date(attempts: int, *, now: datetime) -> datetime:
    """Return when to try again after ``attempts`` tries that failed, one or more."""
    return now + WAITS[min(attempts, len(WAITS)) - 1]


def next_fetch_date(
    received_date: datetime, attempts: int, *, now: datetime
) -> datetime | None:
    """Return when to fetch a file again, or None when it will be gone by then."""
    retry_date = next_date(attempts, now=now)
    return retry_date if retry_date < received_date + MEDIA_LIFE else None

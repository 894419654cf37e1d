"""When we may write freely to a customer.

Some networks let us answer freely only for a while after the customer's last
message. Once that window is closed, only an approved template gets through.

>>> from datetime import datetime, timedelta
>>> wrote, day = datetime(2026, 3, 2, 9, 0), timedelta(hours=24)
>>> is_open(wrote, day, now=datetime(2026, 3, 3, 8, 59, 59))
True
>>> is_open(wrote, day, now=datetime(2026, 3, 3, 9, 0))
False
"""

from datetime import datetime, timedelta

ZERO = timedelta()
LAST_MINUTES = timedelta(minutes=30)
CLOSING = timedelta(hours=2)


def closes_date(
    last_inbound: datetime | None, length: timedelta | None
) -> datetime | None:
    """Return the first moment that is too late; None when there is no such moment."""
    if last_inbound is None or length is None:
        return None
    return last_inbound + length


def is_open(
    last_inbound: datetime | None, length: timedelta | None, *, now: datetime
) -> bool:
    """Return whether a free message may be sent at ``now``.

    A network without ``length`` knows no window; a customer who never wrote has not
    opened any.
    """
    if length is None:
        return True
    return last_inbound is not None and now < last_inbound + length


def urgency(closes: datetime | None, *, now: datetime) -> str:
    """Return how soon free text stops reaching a customer.

    ``open``, ``closing`` (within two hours), ``last_minutes`` (within half an hour) or
    ``closed``; where no moment is known, nothing presses: ``open``.
    """
    if closes is None:
        return "open"
    left = closes - now
    limits = ((ZERO, "closed"), (LAST_MINUTES, "last_minutes"), (CLOSING, "closing"))
    return next((word for limit, word in limits if left <= limit), "open")

"""When something that holds for a while has begun, and when it is over.

The first moment belongs to the period, the last does not: what ends at noon is over
at noon.

>>> from datetime import datetime
>>> nine, noon = datetime(2026, 1, 5, 9), datetime(2026, 1, 5, 12)
>>> state(nine, noon, now=datetime(2026, 1, 5, 8, 59, 59))
'planned'
>>> state(nine, noon, now=nine)
'current'
>>> state(nine, noon, now=noon)
'over'
"""

from datetime import datetime

STATES = ("planned", "current", "over")


def state(date_from: datetime, date_to: datetime, *, now: datetime) -> str:
    """Return where ``now`` lies; all three in the same time zone."""
    if now < date_from:
        return "planned"
    return "current" if now < date_to else "over"


def next_change(date_from: datetime, date_to: datetime, *, now: datetime):
    """Return the moment at which the state changes next, None when it is over."""
    return next((date for date in (date_from, date_to) if now < date), None)

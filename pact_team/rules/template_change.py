"""How often the words of an approved text may be changed.

A network reviews each change, and takes only so many: one a day, ten in thirty days.

>>> monday = datetime(2026, 3, 2, 9)
>>> next_date([], now=monday) is None
True
>>> next_date([monday], now=monday + timedelta(hours=23, minutes=59))
datetime.datetime(2026, 3, 3, 9, 0)
>>> next_date([monday], now=monday + timedelta(hours=24)) is None
True

The eleventh waits until the first of the last ten is thirty days old.

>>> daily = [monday + timedelta(days=day) for day in range(10)]
>>> next_date(daily, now=monday + timedelta(days=12))
datetime.datetime(2026, 4, 1, 9, 0)
"""

from datetime import datetime, timedelta

# https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates
LIMITS = ((1, timedelta(hours=24)), (10, timedelta(days=30)))


def next_date(changes: list[datetime], *, now: datetime) -> datetime | None:
    """Return when the next change is taken, or None if it is taken ``now``."""
    dates = sorted(changes)
    waits = (dates[-most] + span for most, span in LIMITS if len(dates) >= most)
    return max((date for date in waits if date > now), default=None)

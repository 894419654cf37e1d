"""When a message may be planned for, and how many.

>>> from datetime import datetime, timedelta
>>> now = datetime(2026, 3, 2, 9, 0)
>>> problem(now + timedelta(hours=1), planned=0, now=now)
>>> problem(now, planned=0, now=now), problem(now + LATEST * 2, planned=0, now=now)
('past', 'far')
>>> problem(now + timedelta(hours=1), planned=MOST, now=now)
'many'
"""

from datetime import datetime, timedelta

# Longer than that nobody remembers what they promised.
LATEST = timedelta(days=90)
# In one conversation.
MOST = 20
LONGEST = 20_000


def problem(date: datetime, *, planned: int, now: datetime) -> str | None:
    """Return why nothing may be planned for ``date``: past, far or many."""
    if date <= now:
        return "past"
    if date > now + LATEST:
        return "far"
    return "many" if planned >= MOST else None

"""What customers are told, by itself, of what they have to expect.

That nobody is there: once an episode, and never while somebody answers all the same.
That a team's work stands still, or whoever answers them pauses: once each time. In
which place of the queue they are: once each time they wait.

>>> from datetime import timedelta
>>> night = datetime(2026, 3, 2, 22, 0)
>>> is_due_when_closed(told=None, answered=None, now=night)
True
>>> is_due_when_closed(told=night - timedelta(hours=1), answered=None, now=night)
False
"""

from datetime import datetime, timedelta

# Whoever answered so lately is still there, whatever the hour.
PRESENCE = timedelta(minutes=30)
# The first to be served by itself will be, in a moment or by the next who is free.
FIRST = 1


def situation(*, is_open: bool, is_paused: bool) -> str:
    """Return what a team is to who writes to it: ``closed``, ``paused``, ``open``.

    Closed comes first, for then nobody comes back within the hour.

    >>> [situation(is_open=is_open, is_paused=True) for is_open in (True, False)]
    ['paused', 'closed']
    """
    if not is_open:
        return "closed"
    return "paused" if is_paused else "open"


def is_due_when_closed(
    *, told: datetime | None, answered: datetime | None, now: datetime
) -> bool:
    """Return whether the customer gets the out-of-hours message at ``now``.

    ``told`` is when this episode got it, ``answered`` when a person last answered.
    """
    return told is None and (answered is None or now - answered > PRESENCE)


def is_due(
    *, told: datetime | None, since: datetime, answered: datetime | None = None
) -> bool:
    """Return whether the customer is told of what holds ``since`` then.

    Once in each such stretch, and not where somebody has answered in it all the same.

    >>> noon, one = datetime(2026, 3, 2, 12), datetime(2026, 3, 2, 13)
    >>> is_due(told=None, since=noon), is_due(told=noon, since=one)
    (True, True)
    >>> is_due(told=one, since=noon), is_due(told=None, since=noon, answered=one)
    (False, False)
    """
    return all(moment is None or moment < since for moment in (told, answered))


def is_place_due(place: int, *, deals: bool) -> bool:
    """Return whether their ``place`` is worth a word.

    Where conversations are given by themselves, it is not to the first.

    >>> [is_place_due(place, deals=True) for place in (1, 2)]
    [False, True]
    >>> is_place_due(1, deals=False)
    True
    """
    return place > FIRST or not deals

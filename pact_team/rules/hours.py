"""When customers are told, by itself, what they have to expect.

That nobody is there: once an episode, and never while somebody answers all the same.
That a team's work stands still: once in each of its pauses. In which place of the queue
they are: once each time they wait.

>>> from datetime import datetime, timedelta
>>> night = datetime(2026, 3, 2, 22, 0)
>>> tells(is_open=False, told=None, answered=None, now=night)
True
>>> tells(is_open=True, told=None, answered=None, now=night)
False
>>> tells(is_open=False, told=night - timedelta(hours=1), answered=None, now=night)
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


def tells(
    *, is_open: bool, told: datetime | None, answered: datetime | None, now: datetime
) -> bool:
    """Return whether the customer gets the out-of-hours message at ``now``.

    ``told`` is when this episode got it, ``answered`` when a person last answered.
    """
    if is_open or told is not None:
        return False
    return answered is None or now - answered > PRESENCE


def tells_anew(*, is_waiting: bool, told: datetime | None, since: datetime) -> bool:
    """Return whether who waits is told of what holds ``since`` then.

    >>> noon, one = datetime(2026, 3, 2, 12), datetime(2026, 3, 2, 13)
    >>> [tells_anew(is_waiting=True, told=told, since=noon) for told in (None, one)]
    [True, False]
    >>> tells_anew(is_waiting=True, told=noon, since=one)
    True
    >>> tells_anew(is_waiting=False, told=None, since=one)
    False
    """
    return is_waiting and (told is None or told < since)


def tells_place(place: int, *, deals: bool) -> bool:
    """Return whether their ``place`` is worth a word.

    Where conversations are given by themselves, it is not to the first.

    >>> [tells_place(place, deals=True) for place in (1, 2)]
    [False, True]
    >>> tells_place(1, deals=False)
    True
    """
    return place > FIRST or not deals

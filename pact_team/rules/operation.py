"""Whether the whole work of a team stands still.

Somebody pauses it by hand, or it pauses by itself where nobody at all has been
available for as long as the team says.

>>> from datetime import datetime
>>> noon, one = datetime(2026, 3, 2, 12), datetime(2026, 3, 2, 13)
>>> is_paused(until=one, now=noon), is_paused(until=one, now=one)
(True, False)
>>> is_paused(until=None, now=one)
True
"""

from datetime import datetime, timedelta


def is_paused(*, until: datetime | None, now: datetime) -> bool:
    """Return whether a pause that nobody ended holds; without an end, it does."""
    return until is None or now < until


def problem(*, until: datetime | None, now: datetime) -> str | None:
    """Return why no pause can be planned to last until then: ``past``.

    >>> problem(until=datetime(2026, 3, 2, 12), now=datetime(2026, 3, 2, 12))
    'past'
    """
    return "past" if until is not None and until <= now else None


def alone_since(
    since: datetime | None, *, available: int, is_open: bool, now: datetime
) -> datetime | None:
    """Return since when nobody is there; None while somebody is, or nobody has to be.

    >>> now = datetime(2026, 3, 2, 12)
    >>> alone_since(None, available=0, is_open=True, now=now) == now
    True
    >>> alone_since(now, available=1, is_open=True, now=now) is None
    True
    """
    if available or not is_open:
        return None
    return since or now


def pauses_by_itself(since: datetime | None, *, minutes: int, now: datetime) -> bool:
    """Return whether nobody has been there for so long that all of it pauses; 0: never.

    >>> noon = datetime(2026, 3, 2, 12)
    >>> [pauses_by_itself(noon, minutes=5, now=datetime(2026, 3, 2, 12, minute))
    ...  for minute in (4, 5)]
    [False, True]
    """
    if not minutes or since is None:
        return False
    return now - since >= timedelta(minutes=minutes)

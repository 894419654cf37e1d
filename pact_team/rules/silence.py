"""Whether a conversation is over because its customer said nothing more.

>>> from datetime import datetime
>>> said = datetime(2026, 3, 2, 9, 0)
>>> is_over(said, said, 24, now=datetime(2026, 3, 3, 8, 59, 59))
False
>>> is_over(said, said, 24, now=datetime(2026, 3, 3, 9, 0))
True
>>> is_over(said, said, 0, now=datetime(2027, 3, 3, 9, 0))
False
"""

from datetime import datetime, timedelta


def last_of(hours: int, *, now: datetime) -> datetime:
    """Return when we spoke last in what is over at ``now``, at the latest.

    >>> last_of(24, now=datetime(2026, 3, 3, 9, 0))
    datetime.datetime(2026, 3, 2, 9, 0)
    """
    return now - timedelta(hours=hours)


def is_over(
    said: datetime | None, held: datetime | None, hours: int, *, now: datetime
) -> bool:
    """Return whether the silence after our last message has lasted long enough.

    ``held`` is since when its holder has it: nobody gets what ends in their hands.
    Where we have said nothing yet there is nothing to be silent about.
    """
    if said is None or hours <= 0:
        return False
    return max(said, held or said) <= last_of(hours, now=now)


def awaits_us(states: list[str]) -> bool:
    """Return whether our last message has yet to reach the customer.

    ``states`` are those of its pieces. What failed waits for us, and not for them.

    >>> awaits_us(["sent", "read"]), awaits_us(["queued"]), awaits_us(["failed"])
    (False, True, True)
    """
    return bool({"queued", "sending", "uncertain", "failed"} & set(states))

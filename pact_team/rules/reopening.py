"""Whether what a customer writes goes on with a finished conversation, and with whom.

>>> from datetime import datetime
>>> finished = datetime(2026, 3, 2, 9, 0)
>>> reopens(finished, 24, wrote=datetime(2026, 3, 3, 8, 59, 59))
True
>>> reopens(finished, 24, wrote=datetime(2026, 3, 3, 9, 0))
False
>>> reopens(finished, 0, wrote=finished)
False
"""

from datetime import datetime, timedelta


def reopens(finished: datetime | None, hours: int, *, wrote: datetime) -> bool:
    """Return whether a message of ``wrote`` reopens what was finished so long ago.

    What was never finished by anybody, as an echo of the owner's phone, does not.
    """
    if finished is None or hours <= 0:
        return False
    return wrote < finished + timedelta(hours=hours)


def holder(last: int | None, *, may_hold: bool) -> int | None:
    """Return who gets it back: the last holder if they may, else nobody: the queue.

    >>> holder(7, may_hold=True), holder(7, may_hold=False), holder(None, may_hold=True)
    (7, None, None)
    """
    return last if may_hold else None

"""How many of a team have to stay, and who may go next.

>>> breaks(available=3, minimum=2), breaks(available=2, minimum=2)
(False, True)
>>> from datetime import datetime
>>> back = [datetime(2026, 3, 2, 14, 10), datetime(2026, 3, 2, 13, 50)]
>>> expected(1, available=2, minimum=2, back=back)
datetime.datetime(2026, 3, 2, 13, 50)
"""

from collections.abc import Iterable
from datetime import datetime


def breaks(*, available: int, minimum: int) -> bool:
    """Return whether too few stay when one of the ``available`` leaves.

    A team without a ``minimum`` (0) lets everybody go.
    """
    return minimum > 0 and available - 1 < minimum


def returns_needed(place: int, *, available: int, minimum: int) -> int:
    """Return how many have to come back before the one in ``place`` may go.

    The first in the queue has place 1; whoever is before them goes first.

    >>> [returns_needed(place, available=3, minimum=2) for place in (1, 2)]
    [0, 1]
    """
    return max(0, minimum + place - available)


def expected(
    place: int, *, available: int, minimum: int, back: Iterable[datetime]
) -> datetime | None:
    """Return about when the one in ``place`` may go; None where nobody can say.

    ``back`` has the planned ends of the pauses that are running in the team.
    """
    needed = returns_needed(place, available=available, minimum=minimum)
    ends = sorted(back)
    return ends[needed - 1] if 0 < needed <= len(ends) else None

"""What somebody who leaves is asked about first: who waits, and whom it reaches soon.

>>> from datetime import datetime
>>> noon, one = datetime(2026, 3, 2, 12), datetime(2026, 3, 2, 13)
>>> ana = Held(1, waits=False, closes=noon)
>>> rui = Held(2, waits=True, closes=one)
>>> eva = Held(3, waits=True, closes=noon)
>>> leo = Held(4, waits=True)
>>> [held.ref for held in by_need([leo, ana, rui, eva])]
[3, 2, 4, 1]
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

# More rows are no dialog any more; who has them is asked about the rest afterwards.
MOST_ROWS = 100


@dataclass(frozen=True)
class Held:
    """A conversation: whether its customer waits, and when its window closes."""

    ref: int
    waits: bool = False
    closes: datetime | None = None


def by_need(held: Iterable[Held]) -> list[Held]:
    """Return who waits for an answer first; of those, whose window closes soonest.

    What never closes comes last of its kind, and the older conversation before the
    younger.
    """
    return sorted(
        held, key=lambda one: (not one.waits, one.closes or datetime.max, one.ref)
    )

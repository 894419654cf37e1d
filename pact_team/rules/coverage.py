"""How many of a team have to stay, and who may go next.

>>> [may_go([Standing(available, minimum=2)]) for available in (3, 2)]
[True, False]
>>> back = [datetime(2026, 3, 2, 14, 10), datetime(2026, 3, 2, 13, 50)]
>>> expected(1, available=2, minimum=2, back=back)
datetime.datetime(2026, 3, 2, 13, 50)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Standing:
    """A team, as somebody finds it who would leave it for a while.

    ``ahead`` of them wait others who are still there; ``back`` has the planned ends of
    the pauses that are running in the team.
    """

    available: int
    minimum: int
    ahead: int = 0
    back: tuple[datetime, ...] = ()

    @property
    def place(self) -> int:
        return self.ahead + 1


def may_go(standings: Iterable[Standing]) -> bool:
    """Return whether each of somebody's teams keeps enough, and whoever asked before.

    >>> may_go([Standing(available=3, minimum=2)])
    True
    >>> may_go([Standing(available=3, minimum=2, ahead=1)])
    False
    """
    return not any(_needed(one) for one in standings)


def outlook(standings: Iterable[Standing]) -> tuple[int, datetime | None]:
    """Return the place in the queue, and about when it is one's turn, if known.

    Of several teams the one counts that keeps them longest.
    """
    holding = [one for one in standings if _needed(one)]
    place = max((one.place for one in holding), default=1)
    times = [
        expected(one.place, available=one.available, minimum=one.minimum, back=one.back)
        for one in holding
    ]
    known = [time for time in times if time]
    return place, max(known) if known and len(known) == len(times) else None


def returns_needed(place: int, *, available: int, minimum: int) -> int:
    """Return how many have to come back before the one in ``place`` may go.

    The first in the queue has place 1; whoever is before them goes first. A team
    without a ``minimum`` (0) keeps nobody.

    >>> [returns_needed(place, available=3, minimum=2) for place in (1, 2)]
    [0, 1]
    >>> returns_needed(2, available=1, minimum=0)
    0
    """
    return max(0, minimum + place - available) if minimum else 0


def expected(
    place: int, *, available: int, minimum: int, back: Iterable[datetime]
) -> datetime | None:
    """Return about when the one in ``place`` may go; None where nobody can say.

    ``back`` has the planned ends of the pauses that are running in the team.
    """
    needed = returns_needed(place, available=available, minimum=minimum)
    ends = sorted(back)
    return ends[needed - 1] if 0 < needed <= len(ends) else None


def _needed(standing):
    return returns_needed(
        standing.place, available=standing.available, minimum=standing.minimum
    )

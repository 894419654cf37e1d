"""Who takes over what somebody held, when they leave.

A colleague of the conversation's own team, and of those the one with the least to do.
Where nobody can, the conversation goes back to the queue, and None says so.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Colleague:
    """Somebody who answers customers, and what they have to do already."""

    ref: int
    teams: frozenset
    held: int
    limit: int = 0

    def has_room(self, more):
        """Return whether they may hold ``more`` conversations; no limit is 0.

        >>> Colleague(1, frozenset(), held=4, limit=5).has_room(1)
        True
        >>> Colleague(1, frozenset(), held=4, limit=5).has_room(2)
        False
        """
        return not self.limit or self.held + more <= self.limit


def suggest(teams, colleagues):
    """Return an heir for each conversation, given the team that each is of.

    What one is suggested counts at once, so that nobody gets everything.

    >>> ana = Colleague(1, frozenset({"support"}), held=2)
    >>> bia = Colleague(2, frozenset({"support", "sales"}), held=1)
    >>> suggest(["support", "support", "support", "sales", "finance"], [ana, bia])
    [2, 1, 2, 2, None]
    """
    given = {colleague.ref: 0 for colleague in colleagues}
    heirs = []
    for team in teams:
        able = [
            (colleague.held + given[colleague.ref], colleague.ref)
            for colleague in colleagues
            if team in colleague.teams and colleague.has_room(given[colleague.ref] + 1)
        ]
        _held, heir = min(able, default=(0, None))
        heirs.append(heir)
        if heir is not None:
            given[heir] += 1
    return heirs

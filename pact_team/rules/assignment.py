"""Who gets a waiting conversation, and why nobody else.

Guarantees: nobody who is not available, and nobody beyond their maximum. What is said
of each candidate is the whole truth: one reason, or that they were chosen.

>>> ana = Candidate(1, load=1, maximum=2)
>>> rui = Candidate(2, load=0, maximum=2)
>>> decide([ana, rui], "least_busy")
Decision(chosen=2, by='less_busy', reasons={1: 'less_busy', 2: 'chosen'})
>>> decide([Candidate(1, state="paused")], "least_busy")
Decision(chosen=None, by=None, reasons={1: 'paused'})

Ties are broken in this order: who has more room (where the least busy are looked for),
who has waited longest for a conversation (whoever never had one comes first), the older
membership.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from . import capacity

# By hand and by the dispenser, people choose; the others are decided here.
BY_ITSELF = frozenset({"round_robin", "least_busy"})
METHODS = ("by_hand", "dispenser", "round_robin", "least_busy")
NEVER = datetime.min


@dataclass(frozen=True)
class Candidate:
    """A member of the team, as they are at the moment of deciding.

    ``id`` grows with the membership's age; ``load`` and ``maximum`` are points, with 0
    for no limit; ``last`` is when they were last given a conversation.
    """

    id: int
    state: str = "available"
    is_active: bool = True
    is_on_shift: bool = True
    is_on_leave: bool = False
    has_ignored: bool = False
    has_returned: bool = False
    load: float = 0
    maximum: float = 0
    last: datetime | None = None


@dataclass(frozen=True)
class Decision:
    """The member chosen, if any, by which rule, and one word for each candidate.

    Who was fit and still did not get it has the rule's word as theirs.
    ``is_for_nobody``: nobody could have any other conversation either, as things are.

    >>> decide([Candidate(1, state="paused")], "round_robin").is_for_nobody
    True
    >>> decide([Candidate(1, has_returned=True)], "round_robin").is_for_nobody
    False
    """

    chosen: int | None
    by: str | None = None
    reasons: Mapping[int, str] = field(default_factory=dict)
    is_for_nobody: bool = field(default=False, repr=False)


def decide(
    candidates: Iterable[Candidate],
    method: str,
    *,
    weight: float = 1,
    owner: int | None = None,
    last_agent: int | None = None,
) -> Decision:
    """Return who gets a conversation of ``weight`` points.

    The last agent comes before the contact's owner, and both before the method, if they
    may have it at all; an id that is no candidate changes nothing.
    """
    unfit = {each: unfitness(each, weight=weight) for each in candidates}
    fit = [each for each, reason in unfit.items() if reason is None]
    preferred = (("last_agent", last_agent), ("owner", owner))
    chosen, by = _first(fit, method, preferred) if fit else (None, None)
    reasons = {
        each.id: reason or ("chosen" if each is chosen else by)
        for each, reason in unfit.items()
    }
    return Decision(
        chosen and chosen.id,
        by,
        reasons,
        is_for_nobody=not any(room(each) >= capacity.LIGHTEST for each in unfit),
    )


def unfitness(candidate: Candidate, *, weight: float = 1) -> str | None:
    """Return why this member may not get a conversation now; None if they may.

    The first that holds of: ``inactive``, ``on_leave``, ``off_shift``, ``unavailable``,
    ``away``, ``paused``, ``ignored`` (they had this one and said nothing), ``returned``
    (they gave this one up), ``full``.
    """
    return _absence(candidate) or _refused(candidate) or _fullness(candidate, weight)


def room(candidate: Candidate) -> float:
    """Return how many points this member could be given now, of whatever waits.

    >>> room(Candidate(1, load=2, maximum=5, has_returned=True))
    3
    >>> room(Candidate(1, state="paused"))
    0
    """
    if _absence(candidate):
        return 0
    return capacity.room(load=candidate.load, maximum=candidate.maximum)


def _absence(candidate):
    if not candidate.is_active:
        return "inactive"
    if candidate.is_on_leave:
        return "on_leave"
    if not candidate.is_on_shift:
        return "off_shift"
    return None if candidate.state == "available" else candidate.state


def _refused(candidate):
    if candidate.has_ignored:
        return "ignored"
    return "returned" if candidate.has_returned else None


def _fullness(candidate, weight):
    return None if _has_room(candidate, weight) else "full"


def _has_room(candidate, weight):
    return capacity.has_room(
        load=candidate.load, weight=weight, maximum=candidate.maximum
    )


def _first(fit, method, preferred):
    """Return who comes first, and the word for those who therefore do not."""
    for word, wanted in preferred:
        for each in fit:
            if each.id == wanted:
                return each, word
    if method not in BY_ITSELF:
        return None, method
    order, word = _ORDERS[method]
    return min(fit, key=order), word


def _by_turn(candidate):
    return candidate.last or NEVER, candidate.id


def _by_load(candidate):
    share = candidate.load / candidate.maximum if candidate.maximum else 0
    return candidate.load, share, *_by_turn(candidate)


_ORDERS = {"round_robin": (_by_turn, "in_turn"), "least_busy": (_by_load, "less_busy")}

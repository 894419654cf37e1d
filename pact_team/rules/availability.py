"""Whether somebody is there for customers.

Four states: ``available`` gets conversations; ``away`` has not touched anything for a
while and comes back by touching something; ``paused`` has said why and for how long;
``unavailable`` comes back by choosing to. Only the first gets conversations.

>>> from datetime import timedelta
>>> limits = Limits(away_minutes=10, gone_minutes=30)
>>> [after_idling("available", timedelta(minutes=m), limits) for m in (9, 10, 30)]
['available', 'away', 'unavailable']
>>> after_idling("away", timedelta(), limits)
'available'
>>> after_idling("paused", timedelta(days=1), limits)
'paused'
"""

from dataclasses import dataclass
from datetime import timedelta

STATES = ("available", "away", "paused", "unavailable")
CHOSEN = frozenset({"available", "unavailable"})


@dataclass(frozen=True)
class Limits:
    """After how many minutes without a sign of life what happens; 0: never."""

    away_minutes: int = 0
    gone_minutes: int = 0


def after_idling(state: str, idle: timedelta, limits: Limits) -> str:
    """Return the state of somebody who has shown no sign of life for ``idle``.

    A pause has its own clock, and whoever is unavailable stays it.
    """
    if state not in ("available", "away"):
        return state
    if _is_over(idle, limits.gone_minutes):
        return "unavailable"
    return "away" if _is_over(idle, limits.away_minutes) else "available"


def is_choice(wanted) -> bool:
    """Return whether somebody may choose ``wanted``, whatever was sent.

    >>> [is_choice(wanted) for wanted in ("available", "paused", ["available"], None)]
    [True, False, False, False]
    """
    return isinstance(wanted, str) and wanted in CHOSEN


def pause_obstacle(state: str, *, is_enabled: bool) -> str | None:
    """Return why no pause at all may begin: ``disabled``, ``paused``, ``not_there``.

    >>> pause_obstacle("available", is_enabled=True) is None
    True
    >>> pause_obstacle("unavailable", is_enabled=True)
    'not_there'
    """
    if not is_enabled:
        return "disabled"
    return {"paused": "paused", "unavailable": "not_there"}.get(state)


def _is_over(idle, minutes):
    return bool(minutes) and idle >= timedelta(minutes=minutes)

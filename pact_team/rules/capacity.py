"""How many conversations somebody may have at a time.

Loads are counted in points, whole or half: a conversation is one point unless its inbox
or its classification says otherwise.

>>> has_room(load=2, weight=1, maximum=3), has_room(load=3, weight=1, maximum=3)
(True, False)
>>> has_room(load=99, weight=1, maximum=0)
True
"""

from datetime import date
from math import inf

DAYS_A_WEEK = 7
# No conversation counts less for whoever gets it.
LIGHTEST = 0.5
# What a conversation weighs in which the customer's answer is awaited.
AWAITED = {"whole": 1.0, "half": 0.5, "nothing": 0.0}


def has_room(*, load: float, weight: float, maximum: float) -> bool:
    """Return whether one more conversation of ``weight`` fits; maximum 0: always.

    >>> has_room(load=0, weight=5, maximum=3)
    False
    """
    return not maximum or load + weight <= maximum


def room(*, load: float, maximum: float) -> float:
    """Return the weight of the heaviest conversation that fits.

    >>> room(load=1.5, maximum=3), room(load=4, maximum=3), room(load=4, maximum=0)
    (1.5, 0, inf)
    """
    return max(maximum - load, 0) if maximum else inf


def points(weight: float, *, is_awaiting: bool, awaited: str = "whole") -> float:
    """Return what a conversation counts, its customer's answer awaited or not.

    >>> points(2, is_awaiting=True, awaited="half")
    1.0
    """
    return weight * (AWAITED[awaited] if is_awaiting else 1)


def ramped(maximum: int, *, weeks: int, joined: date, today: date) -> int:
    """Return the maximum of a newcomer, which grows evenly, week by week.

    >>> monday = date(2026, 3, 2)
    >>> days = (monday, date(2026, 3, 9), date(2026, 3, 16), date(2026, 3, 23))
    >>> [ramped(6, weeks=3, joined=monday, today=day) for day in days]
    [2, 4, 6, 6]
    """
    week = (today - joined).days // DAYS_A_WEEK + 1
    if not weeks or week >= weeks:
        return maximum
    return -(-maximum * max(week, 1) // weeks)

"""On which days nobody works, year after year.

>>> christmas = Holiday(date(2026, 12, 25), is_yearly=True)
>>> falls_on(christmas, date(2031, 12, 25)), falls_on(christmas, date(2031, 12, 26))
(True, False)
>>> carnival = Holiday(date(2026, 2, 17))
>>> falls_on(carnival, date(2026, 2, 17)), falls_on(carnival, date(2027, 2, 17))
(True, False)
"""

from calendar import isleap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

LEAP_DAY, DAY_BEFORE = (2, 29), (2, 28)


@dataclass(frozen=True)
class Holiday:
    """A day, once or in every year from then on; of some teams, or of everybody."""

    day: date
    is_yearly: bool = False
    teams: frozenset[int] = frozenset()


def falls_on(holiday: Holiday, day: date) -> bool:
    """Return whether this holiday is on ``day``.

    What was born on 29 February is kept on the 28th in years that lack it.

    >>> leap = Holiday(date(2024, 2, 29), is_yearly=True)
    >>> [falls_on(leap, date(2028, 2, day)) for day in (28, 29)]
    [False, True]
    >>> falls_on(leap, date(2026, 2, 28)), falls_on(leap, date(2026, 3, 1))
    (True, False)
    """
    if not holiday.is_yearly or day < holiday.day:
        return day == holiday.day
    return (day.month, day.day) == _kept_on(holiday.day, day.year)


def is_off(team: int | None, day: date, holidays: Iterable[Holiday]) -> bool:
    """Return whether ``team`` has a holiday on ``day``; None asks for everybody's.

    >>> [is_off(team, date(2026, 3, 2), [Holiday(date(2026, 3, 2), teams={7})])
    ...  for team in (7, 8, None)]
    [True, False, False]
    """
    return any(
        falls_on(each, day) for each in holidays if not each.teams or team in each.teams
    )


def _kept_on(day, year):
    born = (day.month, day.day)
    return DAY_BEFORE if born == LEAP_DAY and not isleap(year) else born

"""On which days nobody works, year after year.

>>> christmas = Holiday(date(2026, 12, 25), is_yearly=True)
>>> falls_on(christmas, date(2031, 12, 25)), falls_on(christmas, date(2031, 12, 26))
(True, False)
>>> carnival = Holiday(date(2026, 2, 17))
>>> falls_on(carnival, date(2026, 2, 17)), falls_on(carnival, date(2027, 2, 17))
(True, False)
"""

from calendar import isleap
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from itertools import pairwise

from . import clock

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


def without(
    stretches: Iterable[tuple[datetime, datetime]],
    team: int | None,
    holidays: Collection[Holiday],
    zone: tzinfo,
) -> Iterator[tuple[datetime, datetime]]:
    """Yield what of ``stretches``, in UTC and naive, is on no holiday of ``team``.

    A day is one on the clock of ``zone``; a night is cut at its midnight.

    >>> night = (datetime(2026, 2, 16, 22), datetime(2026, 2, 17, 4))
    >>> carnival = Holiday(date(2026, 2, 17))
    >>> [(begins.hour, ends.hour) for begins, ends in
    ...  without([night], None, [carnival], clock.zone("UTC"))]
    [(22, 0)]
    """
    for stretch in stretches:
        for begins, ends in _day_by_day(*stretch, zone) if holidays else [stretch]:
            if not is_off(team, clock.at(begins, zone).date(), holidays):
                yield begins, ends


def _day_by_day(begins, ends, zone):
    first, last = (clock.at(moment, zone).date() for moment in (begins, ends))
    days = (first + number * clock.DAY for number in range(1, (last - first).days + 1))
    midnights = (clock.utc(datetime.combine(day, time(), zone)) for day in days)
    return pairwise([begins, *(one for one in midnights if begins < one < ends), ends])


def _kept_on(day, year):
    born = (day.month, day.day)
    return DAY_BEFORE if born == LEAP_DAY and not isleap(year) else born

"""A day as a strip: what of each stretch lies on it, and which hours are shown.

>>> day = Span(datetime(2026, 3, 2), datetime(2026, 3, 3))
>>> nine = datetime(2026, 3, 2, 9)
>>> clip(datetime(2026, 3, 1, 22), None, day, now=nine) == Span(day.begins, nine)
True
>>> clip(datetime(2026, 3, 3), None, day, now=datetime(2026, 3, 4)) is None
True
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

HOUR = timedelta(hours=1)
# What an empty day shows, counted from its beginning.
OFFICE = (8 * HOUR, 18 * HOUR)


@dataclass(frozen=True)
class Span:
    begins: datetime
    ends: datetime


def clip(
    begins: datetime, ends: datetime | None, day: Span, *, now: datetime
) -> Span | None:
    """Return what of a stretch lies on ``day``; one without an end lasts until now."""
    first, last = max(begins, day.begins), min(ends or now, day.ends)
    return Span(first, last) if first < last else None


def merged(
    stretches: Iterable[tuple[Hashable, Span]],
) -> list[tuple[Hashable, Span]]:
    """Return stretches by the time they begin; those of the same thing as one.

    >>> one, two, six = (datetime(2026, 3, 2, hour) for hour in (1, 2, 6))
    >>> whole = [("a", Span(one, six))]
    >>> merged([("a", Span(one, two)), ("a", Span(two, six))]) == whole
    True
    """
    found: list[tuple[Hashable, Span]] = []
    for what, span in sorted(stretches, key=lambda one: one[1].begins):
        if found and found[-1][0] == what and found[-1][1].ends == span.begins:
            found.append((what, Span(found.pop()[1].begins, span.ends)))
        else:
            found.append((what, span))
    return found


def window(spans: Iterable[Span], day: Span) -> Span:
    """Return the whole hours of ``day`` that hold all ``spans``.

    >>> day = Span(datetime(2026, 3, 2, 3), datetime(2026, 3, 3, 3))
    >>> late, five = datetime(2026, 3, 2, 11, 5), datetime(2026, 3, 2, 17)
    >>> shown = window([Span(late, five)], day)
    >>> shown.begins.hour, shown.ends.hour
    (11, 17)
    >>> [at.hour for at in (window([], day).begins, window([], day).ends)]
    [11, 21]
    """
    found = list(spans)
    if not found:
        return Span(*(day.begins + hours for hours in OFFICE))
    first = (min(span.begins for span in found) - day.begins) // HOUR
    last = -((day.begins - max(span.ends for span in found)) // HOUR)
    return Span(day.begins + first * HOUR, min(day.begins + last * HOUR, day.ends))


def share(span: Span, shown: Span) -> tuple[float, float]:
    """Return where ``span`` begins and how wide it is, in percent of ``shown``.

    >>> noon = datetime(2026, 3, 2, 12)
    >>> share(Span(noon, noon + HOUR), Span(noon - HOUR, noon + 3 * HOUR))
    (25.0, 25.0)
    """
    length = shown.ends - shown.begins
    left = 100 * ((span.begins - shown.begins) / length)
    return round(left, 3), round(100 * ((span.ends - span.begins) / length), 3)

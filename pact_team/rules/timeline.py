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
# More hours than these stand too close.
MOST_TICKS = 14


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
    left, width = span.begins - shown.begins, span.ends - span.begins
    return _percent(left, shown), _percent(width, shown)


def place(moment: datetime, shown: Span) -> float | None:
    """Return where a moment lies, in percent of ``shown``; None outside of it."""
    if not shown.begins <= moment <= shown.ends:
        return None
    return _percent(moment - shown.begins, shown)


def ticks(shown: Span) -> list[datetime]:
    """Return the hours that are written beside what is ``shown``."""
    count = (shown.ends - shown.begins) // HOUR
    step = 1 if count <= MOST_TICKS else 2
    return [shown.begins + hour * HOUR for hour in range(0, count, step)]


def shown_as(state: str, rest_kind: str | None, *, is_work: bool = False) -> str:
    """Return what a stretch is in the picture: its state, or ``work`` in a pause.

    Nobody sees a need of the body. In a pause that is work somebody works, but a rest
    that is paid is a rest.
    """
    if rest_kind == "body":
        return "available"
    return "work" if state == "paused" and is_work and not rest_kind else state


def _percent(part, shown):
    return round(100 * (part / (shown.ends - shown.begins)), 3)

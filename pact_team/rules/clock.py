"""The clock on the wall, somewhere.

>>> zone("America/Sao_Paulo")
zoneinfo.ZoneInfo(key='America/Sao_Paulo')
>>> [zone(name) for name in (None, "", "Mars/Olympus", "America", "../etc")]
[None, None, None, None, None]
"""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)


def zone(name) -> ZoneInfo | None:
    """Return the time zone; None without a name, or where this machine lacks it."""
    try:
        return ZoneInfo(name) if name else None
    # Distributions drop names that Odoo offers; a name of a folder is no zone either.
    except (KeyError, ValueError, OSError):
        return None


def first_name(names: Iterable) -> str:
    """Return the first name of a time zone that this machine knows.

    >>> first_name([False, "Mars/Olympus", "Europe/Lisbon", "Asia/Tokyo"])
    'Europe/Lisbon'
    >>> first_name([])
    'UTC'
    """
    return next((name for name in names if zone(name)), "UTC")


def wall(now: datetime, names: Iterable) -> datetime:
    """Return what the clock shows at ``now`` (UTC, naive) in the first known zone.

    >>> wall(datetime(2026, 3, 3, 2, 0), ["America/Sao_Paulo"]).isoformat()
    '2026-03-02T23:00:00-03:00'
    """
    return at(now, first(names))


def first(names: Iterable) -> tzinfo:
    """Return the first of these time zones that this machine knows; UTC without any.

    >>> first([None, "Asia/Tokyo"])
    zoneinfo.ZoneInfo(key='Asia/Tokyo')
    """
    return zone(first_name(names)) or UTC


def at(moment: datetime, zone: tzinfo) -> datetime:
    """Return what a clock of ``zone`` shows at ``moment`` (UTC, naive).

    >>> at(datetime(2026, 3, 3, 2, 0), ZoneInfo("Asia/Tokyo")).isoformat()
    '2026-03-03T11:00:00+09:00'
    """
    return moment.replace(tzinfo=UTC).astimezone(zone)


def utc(shown: datetime) -> datetime:
    """Return the moment in UTC, naive, at which a clock shows ``shown``.

    >>> utc(datetime(2026, 3, 3, 11, 0, tzinfo=ZoneInfo("Asia/Tokyo")))
    datetime.datetime(2026, 3, 3, 2, 0)
    """
    return shown.astimezone(UTC).replace(tzinfo=None)


def day_bounds(shown: datetime) -> tuple[datetime, datetime]:
    """Return when the day begins that a clock shows, and when the next one does.

    In UTC, naive. A day on which the clocks change has 23 or 25 hours.
    """
    today = datetime.combine(shown.date(), time(), shown.tzinfo)
    tomorrow = datetime.combine(shown.date() + DAY, time(), shown.tzinfo)
    return utc(today), utc(tomorrow)

"""The clock on the wall, somewhere.

>>> zone("America/Sao_Paulo")
zoneinfo.ZoneInfo(key='America/Sao_Paulo')
>>> [zone(name) for name in (None, "", "Mars/Olympus", "America", "../etc")]
[None, None, None, None, None]
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo


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
    return now.replace(tzinfo=UTC).astimezone(zone(first_name(names)) or UTC)

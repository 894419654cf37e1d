"""When a customer is told that nobody is there.

Once an episode, and never while somebody is answering all the same.

>>> from datetime import datetime, timedelta
>>> night = datetime(2026, 3, 2, 22, 0)
>>> tells(is_open=False, told=None, answered=None, now=night)
True
>>> tells(is_open=True, told=None, answered=None, now=night)
False
>>> tells(is_open=False, told=night - timedelta(hours=1), answered=None, now=night)
False
"""

from datetime import datetime, timedelta

# Whoever answered so lately is still there, whatever the hour.
PRESENCE = timedelta(minutes=30)


def tells(
    *, is_open: bool, told: datetime | None, answered: datetime | None, now: datetime
) -> bool:
    """Return whether the customer gets the out-of-hours message at ``now``.

    ``told`` is when this episode got it, ``answered`` when a person last answered.
    """
    if is_open or told is not None:
        return False
    return answered is None or now - answered > PRESENCE

"""Which gestures (read, typing) are worth telling a customer, and how often.

A gesture that is lost harms nobody; one told twice a second would.

>>> from datetime import datetime, timedelta
>>> told, now = Recent(most=2), datetime(2026, 3, 2, 9, 0)
>>> told.is_due("typing", now=now), told.is_due("typing", now=now + TYPING_PAUSE / 2)
(True, False)
>>> told.is_due("typing", now=now + TYPING_PAUSE)
True
"""

from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock

# The network shows it for 25 seconds.
TYPING_PAUSE = timedelta(seconds=20)


class Recent:
    """What was told a moment ago, by this process: its ``most`` latest."""

    def __init__(self, most: int):
        self._most = most
        self._told = OrderedDict()
        self._lock = Lock()

    def is_due(
        self, what, *, now: datetime, pause: timedelta | None = TYPING_PAUSE
    ) -> bool:
        """Return whether to tell ``what`` now; without a pause it is told once."""
        with self._lock:
            last = self._told.get(what)
            if last and (pause is None or now < last + pause):
                return False
            self._told[what] = now
            self._told.move_to_end(what)
            while len(self._told) > self._most:
                self._told.popitem(last=False)
            return True

"""The one clock of the simulated world, which a test can move."""

import threading
import time
from datetime import datetime, timezone


class Clock:
    """Real time plus an offset, or standing still."""

    def __init__(self):
        self._moved = threading.Condition()
        self.reset()

    def reset(self):
        with self._moved:
            self._offset = 0.0
            self._frozen_at = None
            self._moved.notify_all()

    def now(self):
        """Return the seconds since the epoch."""
        if self._frozen_at is not None:
            return self._frozen_at
        return time.time() + self._offset

    def advance(self, seconds):
        self.set(self.now() + seconds)

    def set(self, moment):
        """Go to ``moment``: seconds since the epoch, or a datetime (naive is UTC)."""
        if isinstance(moment, datetime):
            moment = (moment if moment.tzinfo else _in_utc(moment)).timestamp()
        with self._moved:
            if self._frozen_at is None:
                self._offset = moment - time.time()
            else:
                self._frozen_at = moment
            self._moved.notify_all()

    def freeze(self, *, is_frozen=True):
        with self._moved:
            now = self.now()
            self._frozen_at = now if is_frozen else None
            self._offset = now - time.time()
            self._moved.notify_all()

    def wake(self):
        """Let whoever waits look again."""
        with self._moved:
            self._moved.notify_all()

    def wait_until(self, moment):
        """Wait until ``moment``, the next move of the clock, or a second at most."""
        with self._moved:
            self._moved.wait(min(max(moment - self.now(), 0), 1))

    def as_dict(self):
        return {"now": as_iso(self.now()), "is_frozen": self._frozen_at is not None}


def as_iso(moment):
    return datetime.fromtimestamp(moment, timezone.utc).isoformat()


def _in_utc(moment):
    return moment.replace(tzinfo=timezone.utc)

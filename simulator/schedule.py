"""What will happen later, by the simulated clock."""

import heapq
import itertools
import threading


class Schedule:
    def __init__(self, clock):
        self._clock = clock
        self._order = itertools.count()
        self._lock = threading.Lock()
        self._waiting = []

    def after(self, seconds, action):
        """Call ``action`` in ``seconds``; equal moments keep their order."""
        due = self._clock.now() + seconds
        with self._lock:
            heapq.heappush(self._waiting, (due, next(self._order), action))
        self._clock.wake()

    def run_due(self):
        while action := self._take():
            action()

    def clear(self):
        with self._lock:
            self._waiting.clear()

    def next_date(self):
        with self._lock:
            return self._waiting[0][0] if self._waiting else None

    def _take(self):
        with self._lock:
            if self._waiting and self._waiting[0][0] <= self._clock.now():
                return heapq.heappop(self._waiting)[2]
        return None

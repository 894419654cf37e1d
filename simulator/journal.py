"""The log of every request received and every webhook posted."""

import threading
from collections import deque

KEPT = 5000


class Journal:
    def __init__(self, clock):
        self._clock = clock
        self._lock = threading.Lock()
        self._entries = deque(maxlen=KEPT)

    def add(self, kind, **details):
        entry = {"kind": kind, "date": self._clock.now(), **details}
        with self._lock:
            self._entries.append(entry)
        return entry

    def entries(self, kind=None):
        with self._lock:
            return [entry for entry in self._entries if kind in (None, entry["kind"])]

    def clear(self):
        with self._lock:
            self._entries.clear()

"""How long a piece of work takes and how many queries; nothing about what it is."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from odoo import api

WARM_UPS = 2


class Sample(NamedTuple):
    """Time, queries, rows that PostgreSQL looked at, bytes of the answer."""

    ms: float
    sql: float
    rows: int = 0
    size: int = 0


@dataclass
class Operation:
    """Work in a transaction of its own; what ``prepare`` returns is handed to it.

    Work that does ``many`` of a thing is counted for each of them.
    """

    registry: object
    user_id: int
    work: Callable
    prepare: Callable = lambda _env: None
    many: int = 1

    def sample(self):
        """Do it once, timed to the end of the commit."""
        with self.registry.cursor() as cr:
            given = self.prepare(api.Environment(cr, self.user_id, {}))
        with self.registry.cursor() as cr:
            env = api.Environment(cr, self.user_id, {})
            rows, sql = _rows_touched(cr), cr.sql_log_count
            began = time.perf_counter()
            self.work(env, given)
            cr.flush()
            paused = time.perf_counter()
            sql = cr.sql_log_count - sql
            rows = _rows_touched(cr) - rows
            resumed = time.perf_counter()
            cr.commit()
            took = time.perf_counter() - resumed + paused - began
            return Sample(
                1000 * took / self.many,
                round(sql / self.many, 1),
                rows // self.many,
            )


def medians(operations, times):
    """Return ``{name: Sample}`` of medians over ``{name: operation}``.

    The operations take turns, so that whatever else the machine does hits them all.
    Garbage is collected before each sample, so that all begin with equally cold caches.
    """
    taken = {name: [] for name in operations}
    for turn in range(WARM_UPS + times):
        for name, operation in operations.items():
            gc.collect()
            sample = operation.sample()
            if turn >= WARM_UPS:
                taken[name].append(sample)
    return {name: _median(samples) for name, samples in taken.items()}


def _median(samples):
    columns = zip(*samples, strict=True)
    return Sample(*map(statistics.median_low, columns))


def _rows_touched(cr):
    """Return how many rows this connection looked at lately, wanted or not.

    Unlike time, what is added to it is the same on a busy machine: it shows growth.
    """
    cr.execute(
        """
        SELECT SUM(seq_tup_read + COALESCE(idx_tup_fetch, 0))::int
          FROM pg_stat_xact_user_tables
        """
    )
    return cr.fetchone()[0]

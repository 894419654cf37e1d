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
    ms: float
    sql: int
    size: int = 0


@dataclass
class Operation:
    """Work in a transaction of its own; what ``prepare`` returns is handed to it."""

    registry: object
    user_id: int
    work: Callable
    prepare: Callable = lambda _env: None

    def sample(self):
        """Do it once, timed to the end of the commit."""
        with self.registry.cursor() as cr:
            given = self.prepare(api.Environment(cr, self.user_id, {}))
        with self.registry.cursor() as cr:
            env = api.Environment(cr, self.user_id, {})
            began = time.perf_counter()
            self.work(env, given)
            cr.commit()
            return Sample(1000 * (time.perf_counter() - began), cr.sql_log_count)


def medians(operations, times):
    """Return ``{name: Sample}`` of medians over ``{name: operation}``.

    The operations take turns, so that whatever else the machine does hits them all.
    """
    taken = {name: [] for name in operations}
    for turn in range(WARM_UPS + times):
        for name, operation in operations.items():
            sample = operation.sample()
            if turn >= WARM_UPS:
                taken[name].append(sample)
        gc.collect()
    return {name: _median(samples) for name, samples in taken.items()}


def _median(samples):
    columns = zip(*samples, strict=True)
    return Sample(*map(statistics.median_low, columns))

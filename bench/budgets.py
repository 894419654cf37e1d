"""What we promise, as questions to the figures: ``{scale: {contestant: Sample}}``."""

from collections.abc import Callable
from typing import NamedTuple

OURS = "Pact Team"
CORE = "core"
SMALL_TABLE = 3000


class Budget(NamedTuple):
    """A promise; one about time is reported, one about queries can fail the run."""

    text: str
    is_held: Callable
    is_strict: bool = True


def sql_at_most(limit):
    return Budget(
        f"at most {limit} SQL",
        lambda figures: all(found[OURS].sql <= limit for found in figures.values()),
    )


def sql_over_core_at_most(extra):
    return Budget(
        f"at most core + {extra} SQL",
        lambda figures: all(
            found[OURS].sql <= found[CORE].sql + extra for found in figures.values()
        ),
    )


def flat():
    """Whatever the past: as many queries, and no more rows to look at.

    Twice the rows and some is what the first records of an empty table make.
    """

    def is_held(figures):
        first, last = figures[min(figures)][OURS], figures[max(figures)][OURS]
        return first.sql == last.sql and last.rows <= 2 * first.rows + 1000

    return Budget("as many SQL and rows with any past", is_held)


def as_many_sql():
    def is_held(figures):
        return len({found[OURS].sql for found in figures.values()}) == 1

    return Budget("as many SQL with any number", is_held)


def rows_as_core_at_most():
    return Budget(
        "no more rows than core",
        lambda figures: all(
            found[OURS].rows <= found[CORE].rows + SMALL_TABLE
            for found in figures.values()
        ),
    )


def faster_than(ms):
    return Budget(
        f"under {ms} ms",
        lambda figures: all(found[OURS].ms < ms for found in figures.values()),
        is_strict=False,
    )


def as_quick_as(peer):
    """Whatever else the machine does hits both alike, yet only the ratio is told."""
    return Budget(
        f"as quick as {peer}",
        lambda figures: all(
            found[OURS].ms <= found[peer].ms
            for found in figures.values()
            if peer in found
        ),
        is_strict=False,
    )


def times_faster(times, peer):
    """With the most there is of it; told, as all that is about time."""

    def is_held(figures):
        found = figures[max(figures)]
        return peer not in found or times * found[OURS].ms <= found[peer].ms

    return Budget(f"{times} times faster than {peer}", is_held, is_strict=False)

"""What we promise, as questions to the figures: ``{scale: {contestant: Sample}}``."""

from collections.abc import Callable
from typing import NamedTuple

OURS = "Pact Team"
CORE = "core"


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


def same_sql():
    return Budget(
        "as many SQL with any past",
        lambda figures: len({found[OURS].sql for found in figures.values()}) == 1,
    )


def faster_than(ms):
    return Budget(
        f"under {ms} ms",
        lambda figures: all(found[OURS].ms < ms for found in figures.values()),
        is_strict=False,
    )


def flat_time():
    """Twice is within what a busy machine does by itself."""
    return Budget(
        "at most twice the time with any past",
        lambda figures: figures[max(figures)][OURS].ms < 2 * figures[0][OURS].ms,
        is_strict=False,
    )

"""Who of us is told what happens to a request.

>>> ana = Colleague(1, may_take_it=True)
>>> boss = Colleague(2, looks_after_it=True, may_read_it=True)
>>> whom("told", [ana, boss], is_taken=False)
[1]
>>> whom("breached", [ana, boss], is_taken=False)
[2]
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Colleague:
    """One of those who answer customers in the company of a request."""

    id: int
    is_responsible: bool = False
    # Of its team, and takes from it.
    may_take_it: bool = False
    # Whoever has it.
    may_read_it: bool = False
    looks_after_it: bool = False


def whom(event: str, colleagues: Iterable[Colleague], *, is_taken: bool) -> list[int]:
    """Return the ids of who is told of ``event``; of any, somebody if there is anybody.

    ``told`` (the customer wrote) is for who answers; ``breached`` for who looks after
    the team; ``warned`` for the responsible, and where there is none as ``breached``.
    """
    colleagues = list(colleagues)
    answering = _answering(colleagues, is_taken)
    if event == "told" or (event == "warned" and is_taken):
        return answering
    return _looking_after(colleagues) or answering


def _answering(colleagues, is_taken):
    """Return the responsible; where nobody can be, who may read it."""
    if responsible := [one.id for one in colleagues if one.is_responsible]:
        return responsible
    taking = [one.id for one in colleagues if one.may_take_it]
    if taking and not is_taken:
        return taking
    reading = [one.id for one in colleagues if one.may_read_it]
    return _looking_after(colleagues) or reading


def _looking_after(colleagues):
    return [one.id for one in colleagues if one.may_read_it and one.looks_after_it]

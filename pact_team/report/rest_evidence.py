"""What an evidence of rests says, before anything is typeset."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Line:
    """One row of the table; times as the clock of the person showed them."""

    day: date
    shift: str
    kind: str
    planned: int | None
    begins: str
    ends: str
    minutes: int | None
    verdict: str


@dataclass(frozen=True)
class Person:
    name: str
    lines: list[Line]
    sums: str


@dataclass(frozen=True)
class Document:
    """All of it in the reader's language; ``data`` are the lines of the checksum."""

    title: str
    facts: list[tuple[str, str]]
    columns: tuple[str, ...]
    people: list[Person]
    notes: list[str]
    page: str
    data_title: str
    data: list[str]
    date_format: str

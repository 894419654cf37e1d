"""Reading JSON that nobody vouches for.

Each function takes any value at all and gives the type its name promises, emptied
rather than refused, and safe to store: PostgreSQL has no NUL, XML has no control
characters, UTF-8 has no lone surrogates.
"""

import math
import re
from collections.abc import Mapping
from datetime import datetime, timedelta

TEXT_LIMIT = 65_536
LINE_LIMIT = 200
IDENTIFIER_LIMIT = 512
EXTENSION_LIMIT = 10
DEPTH_LIMIT = 50

EPOCH = datetime(1970, 1, 1)
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
SURROGATE = re.compile("[\ud800-\udfff]")
# They turn the reading direction, so that "exe.gpj" is shown as "jpg.exe".
DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Odoo writes them into its exports as they are, and who opens one carries them out.
FORMULA = re.compile(r"^[{=\s]*=\s*")
MIME_TYPE = re.compile(r"[a-z0-9][\w.+-]*/[a-z0-9][\w.+-]*", re.ASCII)


class MalformedError(ValueError):
    """An element lacks what makes it meaningful; its text says what."""


def mapping(value) -> Mapping:
    return value if isinstance(value, Mapping) else {}


def items(value) -> list:
    return value if isinstance(value, list) else []


def mappings(value) -> list[Mapping]:
    return [item for item in items(value) if isinstance(item, Mapping)]


def text(value, limit=TEXT_LIMIT) -> str:
    """Return the words in ``value``; line breaks and emoji stay."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return SURROGATE.sub("\ufffd", UNSTORABLE.sub("", str(value)[:limit]))


def line(value, limit=LINE_LIMIT) -> str:
    """Return a name or title: one line, in its own reading direction.

    >>> line("  Ana\\n Souza ")
    'Ana Souza'
    """
    return " ".join(DIRECTION.sub("", text(value, limit)).split())


def title(value) -> str:
    """Return what somebody or a group is called; no spreadsheet takes it for a formula.

    >>> title('=HYPERLINK("http://example.com")'), title("{=1+1}"), title("A = B")
    ('HYPERLINK("http://example.com")', '1+1}', 'A = B')
    """
    return FORMULA.sub("", line(value))


def identifier(value) -> str:
    """Return an id, also when it came as a number; one too long to be real is none."""
    found = line(value, IDENTIFIER_LIMIT + 1)
    return found if len(found) <= IDENTIFIER_LIMIT else ""


def filename(value) -> str:
    """Return a name without folders that keeps its extension when it is cut.

    >>> filename("../../etc/passwd")
    'passwd'
    """
    name = re.split(r"[/\\]", line(value, TEXT_LIMIT))[-1].strip(" .")
    stem, dot, extension = name.rpartition(".")
    if len(name) <= LINE_LIMIT or not dot or len(extension) > EXTENSION_LIMIT:
        return name[:LINE_LIMIT]
    return stem[: LINE_LIMIT - len(extension) - 1] + dot + extension


def mime_type(value) -> str:
    """Return the type without its parameters.

    >>> mime_type("Audio/OGG; codecs=opus")
    'audio/ogg'
    """
    found = line(value).partition(";")[0].strip().lower()
    return found if MIME_TYPE.fullmatch(found) else "application/octet-stream"


def link(value) -> str:
    """Return a web address, which may be shown as a link."""
    found = line(value, 2_000)
    return found if found.lower().startswith(("https://", "http://")) else ""


def number(value) -> float | None:
    try:
        found = float(text(value, 40))
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def integer(value) -> int | None:
    found = number(value)
    return None if found is None else int(found)


def moment(value) -> datetime | None:
    """Return the naive UTC date of Unix seconds.

    >>> moment("1790000000")
    datetime.datetime(2026, 9, 21, 14, 13, 20)
    """
    seconds = integer(value)
    if seconds is None or seconds <= 0:
        return None
    try:
        return EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        return None


def storable(value, depth=DEPTH_LIMIT):
    """Return the same JSON with every text cleaned, for keeping it as evidence."""
    if isinstance(value, str):
        return text(value, len(value))
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, Mapping | list | tuple) and not depth:
        return "…"
    if isinstance(value, Mapping):
        return {storable(str(key)): storable(value[key], depth - 1) for key in value}
    if isinstance(value, list | tuple):
        return [storable(item, depth - 1) for item in value]
    return value

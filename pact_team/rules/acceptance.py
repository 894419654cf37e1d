"""What a newcomer writes about themself, and whether it can be taken so.

>>> newcomer = read(
...     {
...         "first_name": " Ana  Maria ",
...         "last_name": "Souza",
...         "country": "BR",
...         "phone": "(31) 98765-0001",
...         "kind": "work",
...     }
... )
>>> newcomer.first_name, newcomer.number, problems(newcomer)
('Ana Maria', '+5531987650001', ())
>>> problems(read({"first_name": "  ", "last_name": "Souza", "kind": "work"}))
('first_name', 'phone')
"""

import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from . import phone

NAME_LIMIT = 64
PASSWORD_LIMIT = 256
KINDS = ("work", "personal")
# Signs that nobody sees, but by which Persian and many Indian names are written.
JOINERS = "\u200c\u200d"


class Newcomer(NamedTuple):
    """What was understood; ``None`` where it could not be."""

    first_name: str | None
    last_name: str | None
    number: str | None
    kind: str | None


# How each is called in the form.
FIELDS = ("first_name", "last_name", "phone", "kind")


def read(form: Mapping[str, str]) -> Newcomer:
    kind = form.get("kind")
    return Newcomer(
        read_name(form.get("first_name", "")),
        read_name(form.get("last_name", "")),
        phone.read(form.get("phone", ""), form.get("country") or None),
        kind if kind in KINDS else None,
    )


def problems(newcomer: Newcomer) -> tuple[str, ...]:
    """Return the fields that have to be filled in again."""
    named = zip(FIELDS, newcomer, strict=True)
    return tuple(name for name, value in named if value is None)


def read_name(typed: str) -> str | None:
    """Return a name as it is shown from now on, or None if it is none.

    >>> read_name("Zoë  d'Ávila-López"), read_name("---"), read_name("Ana\\x00")
    ("Zoë d'Ávila-López", None, None)
    >>> len(read_name("x" * 64)), read_name("x" * 65)
    (64, None)
    """
    shown = " ".join("".join(filter(_is_kept, typed)).split())
    has_letter = any(unicodedata.category(sign)[0] == "L" for sign in shown)
    # What still is no sign is a command to a terminal or half of a sign.
    is_clean = all(unicodedata.category(sign) not in ("Cc", "Cs") for sign in shown)
    return shown if has_letter and is_clean and len(shown) <= NAME_LIMIT else None


def is_password(typed: str) -> bool:
    """Return whether a person can type it again at the login.

    >>> is_password("correct horse"), is_password(""), is_password("secret\\x00")
    (True, False, False)
    """
    return typed.isprintable() and 0 < len(typed) <= PASSWORD_LIMIT


def _is_kept(sign):
    # An address book copies along what turns the direction of writing.
    return sign in JOINERS or unicodedata.category(sign) != "Cf"

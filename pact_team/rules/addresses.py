"""Whom an administrator means by the addresses they typed or pasted.

>>> [each.email for each in read("Ana@example.com; bia@example.com")]
['ana@example.com', 'bia@example.com']
>>> read('"Souza, Ana" <ana@example.com>')
[Address(email='ana@example.com', name='Souza, Ana', problem='', piece='')]
>>> read("ana.example.com")
[Address(email='', name='', problem='no_address', piece='ana.example.com')]

A piece that is no address has one of these problems, and is never guessed at:

- ``no_address``: there is none in it.
- ``incomplete``: what follows the "@" has no dot; the mail would go nowhere.
- ``unclear``: there is one, with more around it that is no name.
- ``too_long``: longer than an address can be.
- ``too_many``: this piece and all after it were not read.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

LIMIT = 1_000
TEXT_LIMIT = 400_000
PIECE_LIMIT = 500
NAME_LIMIT = 200
# https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1
EMAIL_LIMIT = 254
LOCAL_LIMIT = 64

# Signs nobody sees, which pages and address books copy along.
INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
# The tab stays: in a row of a sheet it stands between two cells.
UNSTORABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
TOKEN = re.compile(r'"[^"]*"|[^",;，；、]+|.')
SEPARATORS = ",;，；、"
WRAPPERS = "\"'`“”‘’()[]"
# Letters of all scripts are welcome, signs only where an address has them.
LOCAL = r'[^\s"(),.:;<>@\[\\\]\ufffd]+'
LABEL = r"[^\s!-,./:-@\[-`{-~\ufffd]+"
SHAPE = re.compile(rf"{LOCAL}(?:\.{LOCAL})*@(?P<domain>{LABEL}(?:\.{LABEL})*)")
SCHEME = "mailto:"


@dataclass(frozen=True)
class Address:
    """Somebody to invite; or a ``problem``, and the ``piece`` that has it."""

    email: str = ""
    name: str = ""
    problem: str = ""
    piece: str = ""


def read(text: str) -> list[Address]:
    """Return each address once, and what is none, in the order of ``text``."""
    if len(text) > TEXT_LIMIT:
        return [_no_address("too_many", text)]
    found = {}
    for address in _addresses(text):
        key = address.email or address.piece
        if len(found) == LIMIT and key not in found:
            piece = address.piece or address.email
            return [*found.values(), _no_address("too_many", piece)]
        found.setdefault(key, address)
    return list(found.values())


def _addresses(text) -> Iterator[Address]:
    for line in text.splitlines():
        cells = [cell for cell in map(str.strip, _clean(line).split("\t")) if cell]
        if len(cells) > 1:
            yield from _row(cells)
        else:
            yield from _listed(cells)


def _clean(line):
    line = INVISIBLE.sub("", line).replace("＠", "@")
    return UNSTORABLE.sub("\ufffd", line)


def _row(cells):
    """Read a row of a sheet: its first cell of words is the name."""
    found = list(_listed(cell for cell in cells if "@" in cell))
    if not found:
        return [_no_address("no_address", " ".join(cells))]
    words = (c for c in cells if "@" not in c and any(map(str.isalpha, c)))
    name = _name(next(words, "")) if len(found) == 1 else ""
    return [
        each if each.problem or each.name else replace(each, name=name)
        for each in found
    ]


def _listed(cells):
    for cell in cells:
        for piece in _split(cell):
            yield from _piece(piece)


def _split(cell):
    """Cut at commas and semicolons, except those inside a name in quotes."""
    piece = ""
    for token in (*TOKEN.findall(cell), ","):
        if token not in SEPARATORS:
            piece += token
            continue
        piece = piece.strip()
        inner = piece[1:-1]
        if "@" in inner and piece[0] == piece[-1] == '"' and '"' not in inner:
            # A sheet puts a cell with commas in quotes.
            yield from _split(inner)
        elif piece:
            yield piece
        piece = ""


def _piece(piece):
    if len(piece) > PIECE_LIMIT:
        return [_no_address("too_long", piece)]
    if "<" in piece:
        name, _, rest = piece.partition("<")
        typed, _, surplus = rest.partition(">")
        return [_address(typed, piece, name, surplus)]
    words = piece.split()
    if all("@" in word for word in words):
        return [_address(word, word) for word in words]
    *name, typed = words
    if "@" not in typed or "@" in "".join(name):
        return [_no_address("unclear" if "@" in piece else "no_address", piece)]
    return [_address(typed, piece, " ".join(name))]


def _address(typed, piece, name="", surplus=""):
    email = _email(typed)
    problem = "unclear" if surplus.strip() else _problem(email)
    return _no_address(problem, piece) if problem else Address(email, _name(name))


def _no_address(problem, piece):
    return Address(problem=problem, piece=_clean(piece[:PIECE_LIMIT]))


def _email(typed):
    email = typed.strip().strip(WRAPPERS)
    if email[: len(SCHEME)].lower() == SCHEME:
        email = email[len(SCHEME) :].partition("?")[0]
    email = unicodedata.normalize("NFC", email.rstrip("."))
    local, at, domain = email.rpartition("@")
    # Only in ASCII may one trust that both cases are the same mailbox.
    return (local.lower() if local.isascii() else local) + at + domain.lower()


def _problem(email):
    shape = SHAPE.fullmatch(email)
    if not shape:
        return "no_address"
    if len(email) > EMAIL_LIMIT or shape.start("domain") - 1 > LOCAL_LIMIT:
        return "too_long"
    return "" if "." in shape["domain"] else "incomplete"


def _name(words):
    name = " ".join(words.replace('\\"', "'").split()).strip(WRAPPERS).strip()
    # A name that is an address again says nothing.
    return "" if "@" in name else name[:NAME_LIMIT]

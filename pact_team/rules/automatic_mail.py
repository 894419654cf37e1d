"""Whether a letter was written by a machine: to such a one nobody answers by itself.

What a machine writes opens nothing, reopens nothing and is never answered, or two of
them would write to each other for ever (RFC 3834).

>>> is_automatic({"From": "Maria <maria@example.com>", "Auto-Submitted": "no"})
False
>>> is_automatic({"From": "maria@example.com", "Auto-Submitted": "auto-replied"})
True
>>> is_automatic({"From": "MAILER-DAEMON@example.com"}), is_automatic({})
(True, True)
"""

from collections.abc import Mapping
from email.utils import parseaddr

MACHINES = frozenset({"mailer-daemon", "postmaster"})
# Said by none but machines, and by lists, which send to many.
MARKS = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply", "List-Id")
BULK = frozenset({"bulk", "junk", "list", "auto_reply"})


def is_automatic(headers: Mapping[str, str]) -> bool:
    """Return whether the letter with these headers, by name, is of no person."""
    sender = parseaddr(_read(headers, "From"))[1].partition("@")[0].lower()
    if not sender or sender in MACHINES or _read(headers, "Return-Path") == "<>":
        return True
    # Its value may carry parameters: "auto-replied; vacation".
    submitted = _read(headers, "Auto-Submitted").partition(";")[0].strip().lower()
    if submitted not in ("", "no"):
        return True
    is_bulk = _read(headers, "Precedence").lower() in BULK
    return is_bulk or any(_read(headers, mark) for mark in MARKS)


def _read(headers, name):
    return str(headers.get(name) or "").strip()

"""What people type and their clients send, as a database takes it.

>>> one_line(" Second\\n invoice\\x00 "), one_line(None), one_line("\\ud800")
('Second invoice', '', '')
>>> text("Bom dia,\\n\\n{contact}\\x00 ")
'Bom dia,\\n\\n{contact}'
>>> clean("two\\nlines \\x00"), clean(None)
('two\\nlines ', '')
>>> person(" Maria Souza "), person("Pay at https://evil"), len(person("x" * 99))
('Maria Souza', '', 60)
>>> [record_id(sent) for sent in (7, 0, -1, True, "7", None, 2**31)]
[7, 0, 0, 0, 0, 0, 0]
"""

import re

# PostgreSQL takes no NUL and UTF-8 no lone surrogate; the others are never typed.
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

# What a mail program shows as a link.
LINK = re.compile(r"://|www\.|[\w-]\.[a-z]{2,}", re.IGNORECASE)
LONGEST_NAME = 60


def person(typed) -> str:
    """Return a name to greet somebody by; none where it leads somewhere.

    >>> [person(name) for name in ("J. Souza", "evil.example/pix", "WWW.evil")]
    ['J. Souza', '', '']
    """
    name = one_line(typed)
    return "" if LINK.search(name) else name[:LONGEST_NAME].strip()


def one_line(typed) -> str:
    return " ".join(text(typed).split())


def text(typed) -> str:
    return clean(typed).strip()


def clean(typed) -> str:
    return UNSTORABLE.sub("", typed) if isinstance(typed, str) else ""


def record_id(sent) -> int:
    """Return ``sent`` if it can be the id of a record, else 0."""
    is_number = isinstance(sent, int) and not isinstance(sent, bool)
    return sent if is_number and 0 < sent < 2**31 else 0


def number(typed) -> int:
    """Return what was typed, if it can be the id of a record, else 0.

    >>> [number(typed) for typed in ("7", "0", "-1", "\u0667", "9" * 10, 7, None)]
    [7, 0, 0, 0, 0, 0, 0]
    """
    typed = typed if isinstance(typed, str) else ""
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= 10
    return record_id(int(typed)) if is_number else 0

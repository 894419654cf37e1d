"""Which formats of protocol numbers are valid, and what a number looks like.

A protocol is a beginning, in which the day may stand, and a number that never repeats.

>>> is_beginning("%(year)s/"), is_beginning("%(yaer)s/"), is_beginning("100%")
(True, False, False)
>>> example("A-%(year)s%(month)s-", 4, date(2026, 3, 2))
'A-202603-0001'
"""

import re
from datetime import date

# Those of Odoo's own sequences that stand for a day.
HOLES = {"year": "%Y", "y": "%y", "month": "%m", "day": "%d", "doy": "%j", "woy": "%W"}
HOLE = re.compile(rf"%\(({'|'.join(HOLES)})\)s")
PLAIN = re.compile(r"[A-Za-z0-9./_-]*")
LONGEST = 60
DIGITS = range(1, 13)


def is_beginning(typed: str) -> bool:
    """Return whether a number may begin so: letters, digits, ``-/._``, and holes."""
    return len(typed) <= LONGEST and bool(PLAIN.fullmatch(HOLE.sub("", typed)))


def example(beginning: str, digits: int, day: date) -> str:
    """Return the first number of ``day`` in a valid format."""
    begins = HOLE.sub(lambda hole: day.strftime(HOLES[hole[1]]), beginning)
    return f"{begins}{1:0{digits}}"

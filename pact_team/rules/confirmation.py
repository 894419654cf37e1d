"""When a code that proves a phone may go out, and how long it is good.

>>> from datetime import datetime
>>> sent = datetime(2026, 3, 2, 9, 0)
>>> is_good("live", sent, 4, now=datetime(2026, 3, 2, 9, 9, 59))
True
>>> is_good("live", sent, 4, now=datetime(2026, 3, 2, 9, 10))
False
>>> seconds_to_wait(sent, now=datetime(2026, 3, 2, 9, 0, 15))
45
"""

import ipaddress
import math
import unicodedata
from datetime import datetime, timedelta
from typing import NamedTuple

DIGITS = 6
LIFE = timedelta(minutes=10)
TRIES = 5
PAUSE = timedelta(seconds=60)

LIVE = "live"
# The network said that this code will not arrive.
UNDELIVERED = ("failed", "no_whatsapp")

TYPED_LIMIT = 40
# Whoever has one IPv6 address has all that share its first half.
# https://www.rfc-editor.org/rfc/rfc6177
HOME = {4: 32, 6: 64}


class Limit(NamedTuple):
    """At most ``count`` in ``seconds``, counted apart for each thing in ``scope``."""

    scope: str
    count: int
    seconds: int


HOUR = 3_600
DAY = 24 * HOUR
# In this order, and no further than the first that refuses: whom his own limit stops
# must not use up what belongs to all. A phone is counted for each purpose apart, so
# that a stranger on the page for a forgotten password keeps nobody from coming in.
SEND_LIMITS = (
    Limit("address", 20, HOUR),
    Limit("subject", 10, DAY),
    Limit("phone", 5, HOUR),
    Limit("phone", 10, DAY),
    # Codes to numbers that earn from each SMS are a fraud against whoever pays them.
    Limit("all", 1_000, DAY),
)
CHECK_LIMITS = (
    Limit("address", 60, HOUR),
    Limit("phone", 15, HOUR),
)


def expiry_date(sent_date: datetime) -> datetime:
    """Return the first moment at which the code is worth nothing."""
    return sent_date + LIFE


def is_good(state: str, sent_date: datetime, attempts: int, *, now: datetime) -> bool:
    """Return whether a code may be compared, after ``attempts`` that were wrong.

    Count the attempt before comparing: whoever tries at the same instant must find it
    counted.
    """
    return state == LIVE and attempts < TRIES and now < expiry_date(sent_date)


def seconds_to_wait(
    last_sent_date: datetime | None,
    *,
    delivery: str = "",
    changes_channel: bool = False,
    now: datetime,
) -> int:
    """Return after how many seconds another code may be sent; 0 is at once.

    ``delivery`` is what became of the last one. Where it cannot arrive, another
    channel need not wait.
    """
    if last_sent_date is None or (changes_channel and delivery in UNDELIVERED):
        return 0
    left = min(last_sent_date + PAUSE - now, PAUSE)
    return max(math.ceil(left.total_seconds()), 0)


def read_code(typed: str) -> str | None:
    """Return the code that a person typed, or None when it cannot be one.

    >>> read_code(" 482 915 "), read_code("482-915"), read_code("٤٨٢٩١٥")
    ('482915', '482915', '482915')
    >>> read_code("48291"), read_code("4829155"), read_code("48291a")
    (None, None, None)
    """
    if not isinstance(typed, str) or len(typed) > TYPED_LIMIT:
        return None
    signs = [sign for sign in typed if not sign.isspace() and sign != "-"]
    digits = [unicodedata.decimal(sign, None) for sign in signs]
    if len(digits) != DIGITS or None in digits:
        return None
    return "".join(map(str, digits))


def home_of(address: str) -> str:
    """Return what one visitor is counted under, whatever address they choose next.

    >>> home_of("203.0.113.9"), home_of("2001:db8::1"), home_of("2001:db8::ffff")
    ('203.0.113.9/32', '2001:db8::/64', '2001:db8::/64')
    >>> home_of("::ffff:203.0.113.9"), home_of("nowhere")
    ('203.0.113.9/32', 'unknown')
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        # All who come from nowhere share one count.
        return "unknown"
    found = getattr(found, "ipv4_mapped", None) or found
    return str(ipaddress.ip_network((int(found), HOME[found.version]), strict=False))

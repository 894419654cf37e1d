"""How far a message of ours has come, and what a failure does to it.

News arrives in any order, twice, or late; a message only ever moves forward.

>>> advance("sent", "read"), advance("read", "delivered"), advance("read", "failed")
('read', 'read', 'read')

A failure is one of ``KINDS``:

- ``account``: the network will serve none of our messages until somebody acts.
- ``throttled``: we write too much; the whole inbox pauses.
- ``recipient_throttled``: we write too much to this customer; only they wait.
- ``busy``: the network is at fault and asks for patience.
- ``window``: this customer may only be sent a template.
- ``unreachable``: this customer cannot be reached over this network.
- ``country``: nobody in this customer's country may be written to by us.
- ``opted_out``: this customer wants no more marketing; answers still reach them.
- ``withheld``: the network chose not to deliver, and would choose so all day.
- ``spam``: so many people complained that we may not write to anybody first.
- ``template``: the network's template is not what we think it is: have a look at it.
- ``rejected``: what we sent is wrong and stays wrong.
- ``no_groups``: this number may write in no group; everybody else is answered.
- ``uncertain``: nobody knows whether it was delivered; sending again could double it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

STATES = ("queued", "sending", "uncertain", "sent", "delivered", "read")
FAILED = "failed"
RANK = {state: rank for rank, state in enumerate(STATES)}

# An agent who waits for the tick learns within half an hour that it will not come.
BUSY_WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 3, 8, 15))
# Limits of a network are counted per minute or hour: to wait longer gains nothing.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 2, 5, 15, 30, 60))
# What a network announces is believed up to a day; beyond it, somebody should look.
LONGEST_ANNOUNCED = timedelta(days=1)
# Waits of 1, 4, 16 s, … as the network asks for; the sixth is of 17 minutes.
RECIPIENT_BASE = 4
RECIPIENT_RETRIES = 6
# Statuses come within seconds; after two minutes without one, none is likely.
UNCERTAIN_WAIT = timedelta(seconds=120)
# What a network withholds, it withholds again before a day has passed.
WITHHELD_WAIT = timedelta(hours=24)


@dataclass(frozen=True)
class Verdict:
    """What happens to a message, and to its inbox, after a failure.

    ``retry_date`` is set when this message is tried again by itself, ``not_before``
    when nobody should try before; both are for a failure that was answered at once.
    The rest holds for one that comes later too: the last four are for whoever keeps
    campaigns, the wishes of customers, templates and groups.
    """

    state: str
    retry_date: datetime | None = None
    pauses_inbox_until: datetime | None = None
    stops_inbox: bool = False
    not_before: datetime | None = None
    pauses_campaigns: bool = False
    ends_marketing: bool = False
    doubts_template: bool = False
    closes_groups: bool = False


def advance(current: str, incoming: str) -> str:
    """Return the state after the news ``incoming``.

    What was delivered cannot fail any more, and what failed on one device may still
    be delivered to another.
    """
    if FAILED in (current, incoming):
        other = incoming if current == FAILED else current
        return other if is_delivered(other) else FAILED
    return max(current, incoming, key=RANK.__getitem__)


def is_delivered(state: str) -> bool:
    return RANK.get(state, -1) >= RANK["delivered"]


def may_send_again(
    state: str, state_date: datetime, kind: str | None = None, *, now: datetime
) -> bool:
    """Return whether a person may send once more what came into ``state`` then.

    ``kind`` is that of the failure, if it was one.

    >>> monday, tuesday = datetime(2026, 3, 2), datetime(2026, 3, 3)
    >>> may_send_again("uncertain", monday, now=tuesday)
    True
    >>> may_send_again("sent", monday, now=tuesday)
    False
    """
    if state == "uncertain":
        return needs_decision(state_date, now=now)
    if kind == "withheld":
        return state == FAILED and now >= state_date + WITHHELD_WAIT
    return state == FAILED


def after_failure(
    kind: str, attempts: int, retry_after: float | None = None, *, now: datetime
) -> Verdict:
    """Return what to do after ``attempts`` tries, the last of which just failed.

    ``retry_after`` is the wait the network asked for, in seconds.

    >>> after_failure("recipient_throttled", 3, now=datetime(2026, 3, 2)).retry_date
    datetime.datetime(2026, 3, 2, 0, 0, 16)
    """
    if kind in SETTLED:
        return SETTLED[kind]
    return WAITING[kind](attempts, _announced(retry_after), now)


def needs_decision(uncertain_date: datetime, *, now: datetime) -> bool:
    """Return whether a person must say what becomes of an uncertain message."""
    return now >= uncertain_date + UNCERTAIN_WAIT


def _after_throttled(attempts: int, announced: timedelta, now: datetime) -> Verdict:
    pause = announced or PAUSES[min(attempts, len(PAUSES)) - 1]
    return Verdict("queued", now + pause, pauses_inbox_until=now + pause)


def _after_recipient_throttled(
    attempts: int, announced: timedelta, now: datetime
) -> Verdict:
    if attempts > RECIPIENT_RETRIES:
        return Verdict(FAILED)
    wait = timedelta(seconds=RECIPIENT_BASE ** (attempts - 1))
    return Verdict("queued", now + max(wait, announced))


def _after_busy(attempts: int, announced: timedelta, now: datetime) -> Verdict:
    if attempts > len(BUSY_WAITS):
        return Verdict(FAILED)
    return Verdict("queued", now + max(BUSY_WAITS[attempts - 1], announced))


def _after_withheld(attempts: int, announced: timedelta, now: datetime) -> Verdict:
    return Verdict(FAILED, not_before=now + max(WITHHELD_WAIT, announced))


def _announced(retry_after: float | None) -> timedelta:
    longest = LONGEST_ANNOUNCED.total_seconds()
    return timedelta(seconds=min(max(retry_after or 0, 0), longest))


SETTLED = {
    "window": Verdict(FAILED),
    "unreachable": Verdict(FAILED),
    "country": Verdict(FAILED),
    "opted_out": Verdict(FAILED, ends_marketing=True),
    "spam": Verdict(FAILED, pauses_campaigns=True),
    "template": Verdict(FAILED, doubts_template=True),
    "rejected": Verdict(FAILED),
    "no_groups": Verdict(FAILED, closes_groups=True),
    "account": Verdict("queued", stops_inbox=True),
    "uncertain": Verdict("uncertain"),
}
WAITING = {
    "throttled": _after_throttled,
    "recipient_throttled": _after_recipient_throttled,
    "busy": _after_busy,
    "withheld": _after_withheld,
}
KINDS = (*SETTLED, *WAITING)

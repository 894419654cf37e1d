"""How fast one number may write to many people, and how long that takes.

A network takes so many messages a second from a number, answers to customers among
them, and lets a business reach so many people a day who did not write first. What is
sent to many keeps well below the first, so that answers always find room, and never
touches the second.

>>> bucket = Bucket(per_second=80, at=0)
>>> bucket.room(now=0), bucket.room(now=0.1), bucket.room(now=60)
(0, 4, 8)
>>> bucket.take(8, now=60)
>>> bucket.room(now=60)
0

A bucket starts empty: nobody knows what left in the second before. What the last turn
owed, because more answers left than there was room for, the next one owes still.

>>> bucket.take(48, now=60)
>>> after = Bucket.after(80, bucket.owes_until, now=60)
>>> after.room(now=61), after.room(now=61.1)
(0, 4)
"""

import math
from dataclasses import dataclass, field
from datetime import datetime, timedelta

MINUTE, DAY = timedelta(minutes=1), timedelta(hours=24)
# The rest is for answers, for what customers write, and for calls that bunch up.
SHARE = 0.6
# What may leave at once after a silence, in seconds of the rate.
SAVED = 1 / 6
# Seconds; what left before that is in no second of now.
MOST_OWED = 60
# After so long nobody means the message any more when they write.
REPLY_LIFE = timedelta(days=7)
# The network said no to this one, and may say yes another time.
WORTH_ANOTHER_TRY = frozenset(
    {"throttled", "recipient_throttled", "busy", "rejected", "template", "spam"}
)


@dataclass
class Bucket:
    """What one number may still send to many in this moment; it fills by itself."""

    per_second: float
    at: float
    level: float = field(default=0.0)

    @classmethod
    def after(cls, per_second: float, owes_until: float | None, now: float):
        """Return the bucket of a turn that begins ``now``."""
        bucket = cls(per_second, now)
        bucket.level = -max((owes_until or now) - now, 0) * bucket.rate
        return bucket

    @property
    def rate(self) -> float:
        return self.per_second * SHARE

    @property
    def capacity(self) -> float:
        return max(1.0, self.rate * SAVED)

    @property
    def owes_until(self) -> float | None:
        """Return the moment when it is empty again; None while it owes nothing."""
        return self.at - self.level / self.rate if self.level < 0 else None

    def owes_much(self) -> bool:
        """Return whether to forget it would show."""
        return self.level < -self.capacity

    def room(self, now: float) -> int:
        grown = self.level + (now - self.at) * self.rate
        # A clock that was put back must not hold it for ever.
        least = -MOST_OWED * self.rate
        self.level, self.at = max(least, min(self.capacity, grown)), now
        return max(0, math.floor(self.level))

    def take(self, count: int, now: float) -> None:
        """Take what was sent; answers may take more than there is."""
        self.room(now)
        self.level -= count


def room_of_minute(speed: int, queued: int) -> int | None:
    """Return how many more fit into this minute; None where no speed was chosen.

    >>> room_of_minute(30, queued=12), room_of_minute(30, queued=45)
    (18, 0)
    >>> room_of_minute(0, queued=45) is None
    True
    """
    return max(0, speed - queued) if speed else None


def people_left(limit: int, reached: int) -> int | None:
    """Return how many people may be reached now; None where the network sets no end.

    >>> people_left(250, reached=240), people_left(250, reached=300)
    (10, 0)
    >>> people_left(0, reached=300) is None
    True
    """
    return max(0, limit - reached) if limit else None


def days(count: int, limit: int, reached: int) -> list[int]:
    """Return how many of ``count`` people are reached on each day, today first.

    >>> days(600, limit=250, reached=100), days(600, limit=0, reached=100)
    ([150, 250, 200], [600])
    """
    if not limit or not count:
        return [count]
    today = min(count, max(0, limit - reached))
    full, rest = divmod(count - today, limit)
    return [today, *[limit] * full, *([rest] if rest else [])]


def duration(count: int, per_second: float, speed: int) -> timedelta:
    """Return how long ``count`` messages take, at the slower of both paces.

    >>> duration(300, per_second=80, speed=30)
    datetime.timedelta(seconds=600)
    >>> duration(300, per_second=80, speed=0)
    datetime.timedelta(seconds=7)
    """
    rate = per_second * SHARE
    if speed:
        rate = min(rate, speed / MINUTE.total_seconds())
    return timedelta(seconds=math.ceil(count / rate))


def awaits_reply(sent_date: datetime | None, *, now: datetime) -> bool:
    """Return whether what a customer writes now answers what was sent then."""
    return sent_date is not None and now < sent_date + REPLY_LIFE


def may_try_again(kind: str, failed_date: datetime, *, now: datetime) -> bool:
    """Return whether a failed message may go out once more, without doubling.

    What the network kept back on purpose has to rest for a day first.

    >>> monday, tuesday = datetime(2026, 3, 2), datetime(2026, 3, 3)
    >>> may_try_again("withheld", monday, now=tuesday)
    True
    >>> may_try_again("withheld", monday, now=monday)
    False
    >>> may_try_again("unreachable", monday, now=tuesday)
    False
    """
    if kind == "withheld":
        return now >= failed_date + DAY
    return kind in WORTH_ANOTHER_TRY

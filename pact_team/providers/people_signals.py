"""Who a network speaks of, and what it tells of them besides their words."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Person:
    """A customer as the network names them.

    ``keys`` are all the ids under which the network knows this person, most durable
    first; there is at least one. ``phone`` is E.164 with its ``+``, or None when the
    network withholds it.
    """

    keys: tuple[str, ...]
    phone: str | None = None
    name: str = ""
    username: str = ""
    is_group: bool = False


@dataclass(frozen=True)
class IdentityChange:
    """The network now knows this person under other keys; the old ones stay valid."""

    uid: str
    old_keys: tuple[str, ...]
    person: Person
    sent_date: datetime | None


@dataclass(frozen=True)
class Preference:
    """A person asks for no more marketing, or for some again.

    It does not concern answers to what they write.
    """

    keys: tuple[str, ...]
    is_opted_out: bool
    sent_date: datetime | None


@dataclass(frozen=True)
class GroupNews:
    """Something has happened to a group of people.

    ``key`` is what its messages carry as ``details["group"]``. ``event`` is one of
    ``created``, ``deleted``, ``joined``, ``left``, ``renamed``, ``suspended``,
    ``resumed`` and ``failed``; ``people`` are those who joined or left. ``subject`` is
    its name, or None where it was not told.
    """

    key: str
    event: str
    subject: str | None = None
    people: tuple[Person, ...] = ()
    sent_date: datetime | None = None
    details: dict = field(default_factory=dict)

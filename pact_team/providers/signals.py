"""What a network tells us, in our own words.

A provider reads a webhook and gives a list of these. All moments are naive UTC.
Every text is already safe to store: no NUL character, no lone surrogate.
Nothing here holds a sentence for users: ``kind`` and ``details`` are rendered, and
translated, where Odoo is known.
"""

from dataclasses import dataclass, field
from datetime import datetime

from .account_signals import FINDINGS, Finding, Health, HealthNews
from .people_signals import GroupNews, IdentityChange, Person, Preference
from .template_signals import (
    TemplateDraft,
    TemplateNews,
    TemplatePage,
    TemplateSaved,
    TemplateSeen,
)

# What is said of people, and of the account itself, has files of its own.
__all__ = [
    "FINDINGS",
    "Finding",
    "GroupNews",
    "Health",
    "HealthNews",
    "IdentityChange",
    "Person",
    "Preference",
    "TemplateDraft",
    "TemplateNews",
    "TemplatePage",
    "TemplateSaved",
    "TemplateSeen",
]


@dataclass(frozen=True)
class Media:
    """A file that waits on the network's server until it is fetched."""

    ref: str
    mime_type: str
    filename: str = ""
    is_voice: bool = False


@dataclass(frozen=True)
class Message:
    """Something said in a conversation, by the customer or from the business's phone.

    ``kind`` is the network's own word (``text``, ``image``, ``location``, …); ``text``
    is what the customer typed, or the title of the button that was tapped; ``details``
    holds the rest of what an agent needs to read, flat and JSON-serialisable.
    ``raw`` is the element as it came, kept when the kind is not one we know.
    """

    uid: str
    person: Person
    sent_date: datetime | None
    kind: str
    text: str = ""
    media: Media | None = None
    quoted_uid: str | None = None
    details: dict = field(default_factory=dict)
    is_echo: bool = False
    is_history: bool = False
    opens_window: bool = True
    raw: dict | None = None


@dataclass(frozen=True)
class Reaction:
    """An emoji on a message; an empty ``emoji`` takes it back."""

    uid: str
    person: Person
    target_uid: str
    emoji: str
    sent_date: datetime | None
    is_echo: bool = False
    is_history: bool = False
    opens_window: bool = False


@dataclass(frozen=True)
class Edit:
    """New words for a message that was already delivered."""

    uid: str
    person: Person
    target_uid: str
    text: str
    sent_date: datetime | None
    is_echo: bool = False
    is_history: bool = False
    opens_window: bool = False


@dataclass(frozen=True)
class Revoke:
    """A message taken back by whoever sent it."""

    uid: str
    person: Person
    target_uid: str
    sent_date: datetime | None
    is_echo: bool = False
    is_history: bool = False
    opens_window: bool = False


@dataclass(frozen=True)
class CodeDenied:
    """Somebody says that they asked for no code.

    ``target_uid`` is the message with the code, or empty when the network does not
    say. It is no word in a conversation: it opens none, and no window.
    """

    uid: str
    person: Person
    target_uid: str
    sent_date: datetime | None


@dataclass(frozen=True)
class Failure:
    """Why the network did not do what we asked.

    ``kind`` is what it means for us, see ``rules/delivery.py``; ``code`` and
    ``detail`` are the network's own, shown to administrators. ``retry_after`` is in
    seconds, when the network said so.
    """

    kind: str
    code: str = ""
    detail: str = ""
    retry_after: float | None = None


@dataclass(frozen=True)
class Status:
    """How far a message of ours has come: sent, delivered, read or failed.

    ``tag`` is the word of ours that travelled with the message, if any; ``keys`` are
    the ids under which the network names the person it went to. In a group each of
    ``participant_keys`` has statuses of their own: the first to have it counts.
    """

    uid: str
    state: str
    sent_date: datetime | None
    tag: str | None = None
    failure: Failure | None = None
    keys: tuple[str, ...] = ()
    participant_keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Notice:
    """News about the account itself: a template, a number, a restriction.

    ``stops_sending`` is True when the network refuses our messages from now on.
    """

    subject: str
    event: str
    details: dict = field(default_factory=dict)
    stops_sending: bool = False


@dataclass(frozen=True)
class Unreadable:
    """An element we could not understand at all, kept for an administrator."""

    problem: str
    raw: object

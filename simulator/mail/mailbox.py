"""The mail that came in, whoever it was for."""

import itertools
import threading
from collections import deque
from dataclasses import dataclass
from email import message_from_bytes, policy
from functools import cached_property

from .contents import Contents

KEPT = 1000
NEVER_TAKEN = "refused"
UNKNOWN_USER = 550


@dataclass
class Mail:
    """One message as it was handed over, with the addresses of its envelope."""

    id: int
    sender: str
    recipients: list
    raw: bytes
    date: float
    is_read: bool = False

    @cached_property
    def message(self):
        return message_from_bytes(self.raw, policy=policy.default)

    @cached_property
    def contents(self):
        return Contents(self.message)

    def summary(self):
        message = self.message
        return {
            "id": self.id,
            "date": self.date,
            "is_read": self.is_read,
            "recipients": self.recipients,
            "from": _header(message, "From"),
            "to": _header(message, "To"),
            "subject": _header(message, "Subject"),
        }

    def as_dict(self):
        message, contents = self.message, self.contents
        return {
            **self.summary(),
            "sender": self.sender,
            "message_id": _header(message, "Message-Id"),
            "reply_to": _header(message, "Reply-To"),
            "text": contents.text,
            "html": contents.html,
            "links": contents.links,
            "attachments": contents.attachments,
        }


class Mailbox:
    def __init__(self, clock, faults):
        self._clock = clock
        self._faults = faults
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._mails = deque(maxlen=KEPT)

    def refusal(self, address):
        """Return the code ``address`` is refused with, by name or by rule, or zero."""
        if address.partition("@")[0].lower() == NEVER_TAKEN:
            return UNKNOWN_USER
        rule = self._faults.strike("mail", address=address.lower())
        return rule.options.get("code", UNKNOWN_USER) if rule else 0

    def take(self, sender, recipients, raw):
        with self._lock:
            number, now = next(self._numbers), self._clock.now()
            mail = Mail(number, sender, recipients, raw, now)
            self._mails.append(mail)
        return mail

    def mails(self, to=""):
        """Return all mail, or what went to one address; the oldest first."""
        with self._lock:
            return [mail for mail in self._mails if not to or _is_for(mail, to)]

    def mail(self, number):
        for mail in self.mails():
            if mail.id == int(number):
                return mail
        message = f"There is no mail {number!r}."
        raise LookupError(message)

    def clear(self):
        with self._lock:
            self._mails.clear()


def _is_for(mail, address):
    return address.lower() in (each.lower() for each in mail.recipients)


def _header(message, name):
    return str(message[name] or "")

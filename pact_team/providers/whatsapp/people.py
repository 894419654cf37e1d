"""Who a webhook speaks of.

A person has up to two ids: one scoped to the business, which holds letters, and the
digits of a phone number, which may be withheld. The first is the more durable.
"""

import re

from ..signals import Person
from ..untrusted import MalformedError, identifier, line, mapping, mappings, title

NUMBER = re.compile(r"\d{5,15}", re.ASCII)


class People:
    """The contacts that accompany a batch, found by id and never by position."""

    def __init__(self, contacts):
        self._by_key = {
            key: contact
            for contact in mappings(contacts)
            for key in to_keys(contact.get("user_id"), contact.get("wa_id"))
        }

    def find(self, *ids) -> Person:
        """Return the person known under these ids, with what their contact adds."""
        keys = to_keys(*ids)
        if not keys:
            raise MalformedError("nobody is named")
        contact = self._contact(keys)
        keys = to_keys(*keys, *_missing_ids(contact, keys))
        profile = mapping(contact.get("profile"))
        return Person(
            keys=keys,
            phone=next(("+" + key for key in keys if NUMBER.fullmatch(key)), None),
            name=title(profile.get("name")),
            username=line(profile.get("username")).lstrip("@"),
        )

    def _contact(self, keys):
        found = (self._by_key[key] for key in keys if key in self._by_key)
        return next((contact for contact in found if _agrees(contact, keys)), {})


def person_at(number: str, name: str = "") -> Person:
    """Return whom a phone number reaches, as far as anybody knows before they answer.

    >>> person_at("+5511912345678").keys
    ('5511912345678',)
    """
    return Person(keys=(number.lstrip("+"),), phone=number, name=name)


def to_keys(*ids) -> tuple[str, ...]:
    """Return the ids that are given, once each, the most durable first.

    >>> to_keys("+5511912345678", None, "BR.7")
    ('BR.7', '5511912345678')
    """
    found = dict.fromkeys(filter(None, (identifier(i).lstrip("+") for i in ids)))
    return tuple(sorted(found, key=str.isdigit))


def _agrees(contact, keys) -> bool:
    # A number may have passed to another person, whose contact this then is.
    durable = to_keys(contact.get("user_id"))
    return not durable or durable[0] in keys or all(map(str.isdigit, keys))


def _missing_ids(contact, keys):
    has_number = any(map(str.isdigit, keys))
    has_durable = not all(map(str.isdigit, keys))
    if not has_durable:
        yield contact.get("user_id")
    if not has_number:
        yield contact.get("wa_id")

"""One element of a conversation, as a signal."""

from dataclasses import dataclass, replace

from ..signals import CodeDenied, Edit, IdentityChange, Message, Reaction, Revoke
from ..untrusted import (
    MalformedError,
    identifier,
    line,
    mapping,
    mappings,
    moment,
    storable,
)
from ..untrusted import text as words
from .contents import READERS, Content, read_content, read_referral
from .errors import to_failure
from .people import People, to_keys

IDENTITY_CHANGES = (
    "user_changed_number",
    "customer_changed_number",
    "user_changed_user_id",
)


# https://developers.facebook.com/docs/whatsapp/business-management-api/authentication-templates
DENIAL = "DID_NOT_REQUEST_CODE"


@dataclass(frozen=True)
class Scene:
    """Where an element was found, which decides what it means.

    ``own_keys`` are the names of the business itself; ``thread`` is the customer's
    id when the network groups elements by customer.
    """

    people: People
    own_keys: tuple[str, ...] = ()
    is_echo: bool = False
    is_history: bool = False
    thread: str = ""
    errors: tuple = ()

    def customer_of(self, element):
        if self.thread:
            return self.people.find(self.thread)
        if self.is_ours(element):
            return self.people.find(element.get("to_user_id"), self._addressee(element))
        return self.people.find(element.get("from_user_id"), element.get("from"))

    def is_ours(self, element) -> bool:
        """Return whether the business said it."""
        if self.is_history:
            return any(key in self.own_keys for key in to_keys(element.get("from")))
        return self.is_echo

    def _addressee(self, element):
        # Which side "from" and "to" name differs from one webhook to the next.
        sides = to_keys(element.get("to")) + to_keys(element.get("from"))
        return next((side for side in sides if side not in self.own_keys), None)


def read_element(element, scene: Scene):
    if not mapping(element):
        raise MalformedError("not an object")
    if not identifier(element.get("id")):
        raise MalformedError("no id")
    # What is said in a group must never act on a private conversation.
    if element.get("group_id"):
        return _said_in_group(element, scene)
    return ACTIONS.get(_kind(element), _message)(element, scene)


def _message(element, scene) -> Message:
    kind = _kind(element)
    is_known = kind in READERS or kind in ACTIONS
    content = read_content(kind, element) if kind in READERS else Content()
    is_ours = scene.is_ours(element)
    is_plain = is_known and kind != "unsupported" and (content or kind in WORDLESS)
    return Message(
        **_origin(element, scene),
        kind=kind if is_known else "unknown",
        text=content.text,
        media=content.media,
        quoted_uid=_quoted_uid(element),
        details=content.details | _circumstances(element, scene, is_known),
        is_echo=is_ours,
        opens_window=not (is_ours or scene.is_history or element.get("group_id")),
        raw=None if is_plain else storable(element),
    )


def _said_in_group(element, scene) -> Message:
    """Return what was said; an emoji or a correction quotes what it speaks of."""
    message = _message(element, scene)
    if message.kind not in AFTERTHOUGHTS:
        return message
    thought = ACTIONS[message.kind](element, scene)
    return replace(
        message,
        text=getattr(thought, "emoji", "") or getattr(thought, "text", ""),
        quoted_uid=thought.target_uid,
        raw=None,
    )


def _reaction(element, scene) -> Reaction:
    part = mapping(element.get("reaction"))
    return Reaction(
        **_origin(element, scene),
        target_uid=_target(part.get("message_id")),
        emoji=line(part.get("emoji"), 50),
        is_echo=scene.is_ours(element),
        opens_window=not (scene.is_ours(element) or scene.is_history),
    )


def _edit(element, scene) -> Edit:
    part = mapping(element.get("edit"))
    message = mapping(part.get("message"))
    kind = _kind(message)
    content = read_content(kind, message) if kind in READERS else Content()
    return Edit(
        **_origin(element, scene),
        target_uid=_target(part.get("original_message_id")),
        text=content.text,
        is_echo=scene.is_ours(element),
    )


def _revoke(element, scene) -> Revoke:
    part = mapping(element.get("revoke"))
    return Revoke(
        **_origin(element, scene),
        target_uid=_target(part.get("original_message_id")),
        is_echo=scene.is_ours(element),
    )


def _button(element, scene):
    payload = identifier(mapping(element.get("button")).get("payload"))
    if payload != DENIAL or scene.is_ours(element):
        return _message(element, scene)
    return CodeDenied(
        uid=identifier(element.get("id")),
        person=scene.customer_of(element),
        target_uid=_quoted_uid(element) or "",
        sent_date=moment(element.get("timestamp")),
    )


def _system(element, scene):
    part = mapping(element.get("system"))
    event = identifier(part.get("type"))
    if event in IDENTITY_CHANGES:
        return _identity_change(element, part, scene)
    return Message(
        **_origin(element, scene),
        kind="system",
        text=words(part.get("body")),
        details={"event": event},
        opens_window=False,
        raw=storable(element),
    )


def _identity_change(element, part, scene) -> IdentityChange:
    new_number = part.get("wa_id") or part.get("new_wa_id")
    person = scene.people.find(part.get("user_id"), new_number)
    durable = part.get("previous_user_id") or element.get("from_user_id")
    former = to_keys(durable, element.get("from"))
    old_keys = tuple(key for key in former if key not in person.keys)
    if not old_keys:
        raise MalformedError("no former identity")
    sent_date = moment(element.get("timestamp"))
    return IdentityChange(identifier(element.get("id")), old_keys, person, sent_date)


def _origin(element, scene) -> dict:
    return {
        "uid": identifier(element.get("id")),
        "person": scene.customer_of(element),
        "sent_date": moment(element.get("timestamp")),
        "is_history": scene.is_history,
    }


def _circumstances(element, scene, is_known) -> dict:
    context = mapping(element.get("context"))
    product = mapping(context.get("referred_product"))
    found = {
        "type": "" if is_known else _kind(element),
        "forwarded": _is_forwarded(context),
        "product": identifier(product.get("product_retailer_id")),
        "referral": read_referral(element.get("referral")),
        "errors": _errors(element, scene),
        "group": identifier(element.get("group_id")),
    }
    return {key: value for key, value in found.items() if value}


def _errors(element, scene) -> list[dict]:
    failures = map(to_failure, mappings(element.get("errors")) or scene.errors)
    return [{"code": failure.code, "detail": failure.detail} for failure in failures]


def _is_forwarded(context) -> bool:
    return bool(context.get("forwarded") or context.get("frequently_forwarded"))


def _quoted_uid(element) -> str | None:
    return identifier(mapping(element.get("context")).get("id")) or None


def _target(value) -> str:
    target = identifier(value)
    if not target:
        raise MalformedError("no target")
    return target


def _kind(element) -> str:
    return identifier(element.get("type"))


WORDLESS = ("request_welcome",)
AFTERTHOUGHTS = ("reaction", "edit", "revoke")
ACTIONS = {
    "reaction": _reaction,
    "edit": _edit,
    "revoke": _revoke,
    "system": _system,
    "button": _button,
}

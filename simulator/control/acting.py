"""A customer's actions, as they come in over HTTP."""

import base64
from datetime import datetime

from ..customers import RECEIPTS
from ..phone import MEDIA_KINDS


def act(phone, action, given):
    """Do ``action`` on ``phone``; return the id of what it wrote, if anything."""
    if action not in ACTIONS:
        message = f"{action!r} is none of {', '.join(ACTIONS)}."
        raise ValueError(message)
    return {"wamid": ACTIONS[action](phone, given)}


def _send(phone, given):
    kind, number_id = given["type"], given.get("number_id")
    _change(phone, given)
    if kind in MEDIA_KINDS:
        return phone.send_media(kind, _file(given), number_id, **_about(given))
    if kind == "reaction":
        return phone.react(given["message_id"], given.get("emoji", ""), number_id)
    if kind == "edit":
        return phone.edit(given["message_id"], given["text"])
    if kind == "revoke":
        return phone.revoke(given["message_id"])
    if kind == "text":
        return phone.send_text(given["text"], number_id, **_head(given))
    return phone.send(kind, given.get(kind), number_id, **_head(given))


def _file(given):
    encoded = given.get("content")
    return None if encoded is None else base64.b64decode(encoded, validate=True)


def _about(given):
    names = ("mime_type", "filename", "caption", "sha256")
    return {name: given[name] for name in names if given.get(name)} | _head(given)


def _head(given):
    names = ("quoted", "group_id", "referral", "extra", "has_contacts")
    head = {name: given[name] for name in names if name in given}
    if "timestamp" in given:
        head["date"] = datetime.fromisoformat(given["timestamp"]).timestamp()
    if given.get("forwarded"):
        head["is_forwarded"] = True
    return head


def _change(phone, given):
    """Change how the person appears and reads."""
    customer = phone.customer
    if given.get("receipts", customer.receipts) not in RECEIPTS:
        message = f"'receipts' must be one of {', '.join(RECEIPTS)}."
        raise ValueError(message)
    customer.receipts = given.get("receipts", customer.receipts)
    customer.username = given.get("username", customer.username)
    customer.name = given.get("name", customer.name)
    customer.has_whatsapp = given.get("has_whatsapp", customer.has_whatsapp)
    if "hidden_phone" in given:
        customer.shows_phone = not given["hidden_phone"]


def _tap(phone, given):
    return phone.tap(given["choice"], given.get("message_id"))


def _read(phone, given):
    phone.read(given.get("number_id"))


def _read_texts(phone, _given):
    phone.read_texts()


def _play(phone, given):
    phone.play(given["message_id"])


def _change_number(phone, given):
    if "phone" in given:
        return phone.change_number(given["phone"], given.get("number_id"))
    return phone.change_user_id(given.get("number_id"))


def _block(phone, given):
    phone.block(given.get("number_id"), is_blocked=given.get("blocked", True))


def _marketing(phone, given):
    phone.stop_marketing(given.get("number_id"), is_stopped=given.get("stopped", True))


def _offline(phone, given):
    if given.get("offline", True):
        phone.go_offline()
    else:
        phone.go_online()


ACTIONS = {
    "send": _send,
    "tap": _tap,
    "read": _read,
    "read_texts": _read_texts,
    "play": _play,
    "number": _change_number,
    "block": _block,
    "offline": _offline,
    "marketing": _marketing,
    "change": _change,
}

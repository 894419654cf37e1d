"""How far our messages have come.

https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/reference/messages/status
"""

from ..signals import Status
from ..untrusted import MalformedError, identifier, mapping, mappings, moment
from .errors import to_failure
from .people import to_keys

STATES = {
    "sent": "sent",
    "delivered": "delivered",
    "read": "read",
    "played": "read",
    "failed": "failed",
}
# Sent by old versions; neither says how far a message has come.
IGNORED = ("deleted", "warning")


def read_status(element) -> Status | None:
    """Return the status, or None when it says nothing."""
    element = mapping(element)
    uid, word = identifier(element.get("id")), identifier(element.get("status"))
    if word in IGNORED:
        return None
    if not uid or word not in STATES:
        raise MalformedError("no id" if not uid else "no known status")
    return Status(
        uid=uid,
        state=STATES[word],
        sent_date=moment(element.get("timestamp")),
        tag=identifier(element.get("biz_opaque_callback_data")) or None,
        failure=_failure(element) if word == "failed" else None,
        keys=_keys(element),
        participant_keys=_participant_keys(element),
    )


def _failure(element):
    return to_failure(next(iter(mappings(element.get("errors"))), {}))


def _keys(element) -> tuple[str, ...]:
    if element.get("recipient_type") == "group":
        return ()
    return to_keys(element.get("recipient_user_id"), element.get("recipient_id"))


def _participant_keys(element) -> tuple[str, ...]:
    user_id = element.get("recipient_participant_user_id")
    return to_keys(user_id, element.get("recipient_participant_id"))

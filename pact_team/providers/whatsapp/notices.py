"""News about the account: templates, numbers, restrictions, preferences."""

from ..signals import Notice
from ..untrusted import identifier, line, mapping, mappings, storable
from .errors import to_failure
from .people import to_keys

# Each kind of news calls its gist by another name.
EVENT_KEYS = ("event", "decision", "new_quality_score", "alert_type", "new_category")
FINAL_EVENTS = ("ACCOUNT_DELETED", "ACCOUNT_OFFBOARDED", "PARTNER_REMOVED")
BLOCKS_REPLIES = "RESTRICTED_CUSTOMER_INITIATED_MESSAGING"


def read_notices(field: str, value) -> list[Notice]:
    if preferences := mappings(value.get("user_preferences")):
        return [*map(_preference, preferences)]
    event = next(filter(None, (line(value.get(key)) for key in EVENT_KEYS)), "")
    stops = field == "account_update" and _stops_sending(event, value)
    return [Notice(field, event, storable(value), stops)]


def read_error(error) -> Notice:
    failure = to_failure(error)
    details = {"detail": failure.detail}
    return Notice("errors", failure.code, details, failure.kind == "account")


def _preference(element) -> Notice:
    keys = to_keys(element.get("user_id"), element.get("wa_id"))
    details = storable(element) | {"keys": list(keys)}
    return Notice("user_preferences", identifier(element.get("value")), details)


def _stops_sending(event, value) -> bool:
    if event == "DISABLED_UPDATE":
        return mapping(value.get("ban_info")).get("waba_ban_state") in ("DISABLE", None)
    restrictions = mappings(value.get("restriction_info"))
    kinds = [restriction.get("restriction_type") for restriction in restrictions]
    return event in FINAL_EVENTS or BLOCKS_REPLIES in kinds

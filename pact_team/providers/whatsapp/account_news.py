"""News of what the network thinks of a number, and lets it do.

https://developers.facebook.com/docs/graph-api/webhooks/reference/whatsapp-business-account/
"""

from ..signals import HealthNews, Preference
from ..untrusted import line, mapping, mappings, moment, text
from .health import THROUGHPUTS, to_limit, to_name_state
from .people import to_keys

FINAL_EVENTS = ("ACCOUNT_DELETED", "ACCOUNT_OFFBOARDED", "PARTNER_REMOVED")
BLOCKS_REPLIES = "RESTRICTED_CUSTOMER_INITIATED_MESSAGING"
BLOCKS_BEGINNING = "RESTRICTED_BIZ_INITIATED_MESSAGING"
BANS = {
    "DISABLE": "blocked",
    "SCHEDULE_FOR_DISABLE": "limited",
    "REINSTATE": "available",
}
# Each kind of news calls the same number by another name, and old names go on.
LIMITS = (
    "max_daily_conversations_per_business",
    "max_daily_conversation_per_phone",
    "current_limit",
)
MARKETING = ("marketing_messages", "")
WISHES = {"stop": True, "resume": False, "signup": False}


def read_health_news(field, value) -> list[HealthNews]:
    if field not in READERS:
        return []
    event = line(value.get("event") or value.get("decision"))
    changes = READERS[field](event, value)
    if changes is None:
        return []
    number = line(value.get("display_phone_number")).lstrip("+")
    return [HealthNews(event, "".join(filter(str.isdigit, number)), changes)]


def read_preferences(value) -> list[Preference]:
    return [
        Preference(keys, WISHES[wish], moment(element.get("timestamp")))
        for element in mappings(value.get("user_preferences"))
        if (keys := to_keys(element.get("user_id"), element.get("wa_id")))
        and (wish := line(element.get("value"))) in WISHES
        and line(element.get("category")) in MARKETING
    ]


def ability(event, value) -> str | None:
    """Return whether messages may be sent after ``event``, None if it does not say."""
    if event in FINAL_EVENTS:
        return "blocked"
    if event == "DISABLED_UPDATE":
        state = line(mapping(value.get("ban_info")).get("waba_ban_state"))
        return BANS.get(state or "DISABLE")
    kinds = _restrictions(value)
    if BLOCKS_REPLIES in kinds:
        return "blocked"
    if BLOCKS_BEGINNING in kinds:
        return "limited"
    return "available" if event == "ACCOUNT_RECONNECTED" else None


def _account(event, value) -> dict | None:
    found = ability(event, value)
    if not found:
        return None
    reasons = [event, *_restrictions(value)]
    violation = line(mapping(value.get("violation_info")).get("violation_type"))
    reasons += [violation] if violation else []
    is_well = found == "available"
    return {"can_send": found, "reasons": () if is_well else tuple(reasons)}


def _restrictions(value) -> list[str]:
    restrictions = mappings(value.get("restriction_info"))
    return [line(each.get("restriction_type")) for each in restrictions]


def _quality(event, value) -> dict:
    changes = _limits(event, value)
    if event == "THROUGHPUT_UPGRADE":
        changes["throughput"] = THROUGHPUTS["HIGH"]
    if event == "FLAGGED":
        changes["quality"] = "red"
    return changes


def _limits(_event, value) -> dict:
    told = [value[name] for name in LIMITS if value.get(name) not in (None, "")]
    return {"limit": to_limit(told[0])} if told else {}


def _name(event, value) -> dict:
    changes = {"name_state": to_name_state(event)}
    name = text(value.get("requested_verified_name"), 200)
    if name and changes["name_state"] == "approved":
        changes["verified_name"] = name
    return changes


READERS = {
    "account_update": _account,
    "business_capability_update": _limits,
    "phone_number_name_update": _name,
    "phone_number_quality_update": _quality,
}

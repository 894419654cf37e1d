"""How a number is doing: what it says of itself, what it may do, who is told."""

from .. import phone_numbers
from ..errors import GraphError

TIERS = {250: "TIER_250", 2000: "TIER_2K", 10_000: "TIER_10K", 100_000: "TIER_100K"}
BAN_INFO = {"waba_ban_state": "DISABLE", "waba_ban_date": "2026-11-22"}
RESTRICTIONS = {
    "LIMITED": "RESTRICTED_BIZ_INITIATED_MESSAGING",
    "BLOCKED": "RESTRICTED_CUSTOMER_INITIATED_MESSAGING",
}
CONDITIONS = ("quality", "status", "name_status", "throughput", "can_send", "problems")


def describe(network, number):
    return {
        "id": number.id,
        "verified_name": number.name,
        "display_phone_number": number.display,
        "country_dial_code": phone_numbers.calling_code(number.display),
        "quality_rating": number.quality,
        "status": number.status,
        "code_verification_status": "VERIFIED",
        "name_status": number.name_status,
        "platform_type": "CLOUD_API",
        "throughput": {"level": number.throughput},
        "whatsapp_business_manager_messaging_limit": tier(network.settings),
        "health_status": _status(number),
    }


def tier(settings):
    return TIERS.get(settings.tier_limit, f"TIER_{settings.tier_limit}")


def check_able(number, *, is_reply):
    """Refuse what the state of ``number`` does not allow."""
    if number.status != "CONNECTED":
        raise GraphError(133010, "The number is not registered")
    if number.name_status in ("DECLINED", "EXPIRED"):
        raise GraphError(131037, "The display name must be approved first")
    if number.can_send == "BLOCKED" or (number.can_send == "LIMITED" and not is_reply):
        raise GraphError(131031, "The account is restricted")


def change(network, number, conditions):
    """Let ``number`` fare otherwise from now on, and tell the business what is told."""
    for name, value in conditions.items():
        if name not in CONDITIONS:
            message = f"{name!r} is none of {', '.join(CONDITIONS)}."
            raise ValueError(message)
        setattr(number, name, value)
        for field, news in TOLD.get(name, _untold)(network, number):
            network.courier.add(number.account, None, field, news)


def _status(number):
    own = {
        "entity_type": "PHONE_NUMBER",
        "id": number.id,
        "can_send_message": number.can_send,
        "errors": number.problems,
    }
    above = {
        "entity_type": "WABA",
        "id": number.account.id,
        "can_send_message": "AVAILABLE",
    }
    return {"can_send_message": number.can_send, "entities": [own, above]}


def _quality(network, number):
    event = "FLAGGED" if number.quality == "RED" else "UNFLAGGED"
    yield "phone_number_quality_update", _of(network, number, event)


def _throughput(network, number):
    if number.throughput == "HIGH":
        told = _of(network, number, "THROUGHPUT_UPGRADE")
        yield "phone_number_quality_update", told


def _name(_network, number):
    yield (
        "phone_number_name_update",
        {
            "display_phone_number": number.digits,
            "decision": number.name_status,
            "requested_verified_name": number.name,
            "rejection_reason": "NONE",
        },
    )


def _ability(_network, number):
    if number.can_send == "AVAILABLE":
        reinstated = BAN_INFO | {"waba_ban_state": "REINSTATE"}
        yield "account_update", {"event": "DISABLED_UPDATE", "ban_info": reinstated}
    else:
        kind = RESTRICTIONS[number.can_send]
        restriction = {"restriction_type": kind, "expiration": 1_900_000_000}
        value = {"event": "ACCOUNT_RESTRICTION", "restriction_info": [restriction]}
        yield "account_update", value


def _of(network, number, event):
    return {
        "display_phone_number": number.digits,
        "event": event,
        "max_daily_conversations_per_business": tier(network.settings),
    }


def _untold(_network, _number):
    return ()


TOLD = {
    "quality": _quality,
    "throughput": _throughput,
    "name_status": _name,
    "can_send": _ability,
}

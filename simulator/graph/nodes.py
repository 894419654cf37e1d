"""Accounts and numbers: what they say of themselves, and who is told."""

from .. import handshake, phone_numbers
from ..account import Account, Number
from ..errors import GraphError
from . import media
from .edges import edge

REGISTERED = (media,)


@edge(Account, "GET")
def describe_account(call):
    return _selected(call, {"id": call.node.id, "name": call.node.name})


@edge(Account, "GET", "phone_numbers")
def list_numbers(call):
    numbers = call.network.of_kind(Number)
    owned = [_number(number) for number in numbers if number.account is call.node]
    return {"data": owned, "paging": {"cursors": {"before": "0", "after": "0"}}}


@edge(Number, "GET")
def describe_number(call):
    return _selected(call, _number(call.node))


@edge(Number, "POST", "register")
def register(_call):
    return {"success": True}


@edge(Number, "POST")
def configure_number(call):
    """Set or drop the number's own webhook."""
    override = call.given("webhook_configuration") or {}
    call.node.webhook = _override(call, override)
    return {"success": True}


@edge(Account, "GET", "subscribed_apps")
def list_subscriptions(call):
    application = {"whatsapp_business_api_data": {"id": "1", "name": "Pact Team"}}
    return {"data": [application] if call.node.is_subscribed else []}


@edge(Account, "POST", "subscribed_apps")
def subscribe(call):
    call.node.is_subscribed = True
    if call.given("override_callback_uri"):
        call.node.webhook = _override(call, call.body)
    return {"success": True}


@edge(Account, "DELETE", "subscribed_apps")
def unsubscribe(call):
    call.node.is_subscribed = False
    return {"success": True}


def _override(call, values):
    url = values.get("override_callback_uri", "")
    if not url:
        return None
    try:
        return call.network.courier.webhook(url, values.get("verify_token", ""))
    except handshake.HandshakeError as error:
        raise GraphError(100, str(error)) from error


def _number(number):
    return {
        "id": number.id,
        "verified_name": number.name,
        "display_phone_number": number.display,
        "country_dial_code": phone_numbers.calling_code(number.display),
        "quality_rating": "GREEN",
        "status": "CONNECTED",
        "code_verification_status": "VERIFIED",
        "name_status": "APPROVED",
        "platform_type": "CLOUD_API",
        "throughput": {"level": "STANDARD"},
        "whatsapp_business_manager_messaging_limit": "TIER_250",
        "health_status": {"can_send_message": "AVAILABLE", "entities": []},
    }


def _selected(call, values):
    """Return the fields asked for, and always the id."""
    asked = call.given("fields")
    if not asked:
        return values
    names = {"id", *asked.split(",")}
    return {name: value for name, value in values.items() if name in names}

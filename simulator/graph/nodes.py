"""Accounts and numbers: what they say of themselves, and who is told."""

from .. import handshake
from ..account import APP_ID, Account, Number
from ..errors import GraphError
from . import health, media
from .edges import edge

REGISTERED = (media,)


@edge(Account, "GET")
def describe_account(call):
    return _selected(call, {"id": call.node.id, "name": call.node.name})


@edge(Account, "GET", "phone_numbers")
def list_numbers(call):
    numbers = call.network.of_kind(Number)
    owned = [
        _selected(call, health.describe(call.network, number))
        for number in numbers
        if number.account is call.node
    ]
    return {"data": owned, "paging": {"cursors": {"before": "0", "after": "0"}}}


@edge(Number, "GET")
def describe_number(call):
    return _selected(call, health.describe(call.network, call.node))


@edge(Number, "POST", "register")
def register(call):
    call.node.status = "CONNECTED"
    return {"success": True}


@edge(Number, "POST")
def configure_number(call):
    """Set or drop the number's own webhook."""
    override = call.given("webhook_configuration") or {}
    call.node.webhook = _override(call, override)
    return {"success": True}


@edge(Account, "GET", "subscribed_apps")
def list_subscriptions(call):
    application = {"whatsapp_business_api_data": {"id": APP_ID, "name": "Pact Team"}}
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


def _selected(call, values):
    """Return the fields asked for, and always the id."""
    asked = call.given("fields")
    if not asked:
        return values
    names = {"id", *asked.split(",")}
    return {name: value for name, value in values.items() if name in names}

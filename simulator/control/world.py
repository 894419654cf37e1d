"""Time, settings, faults, and who owns what."""

from datetime import datetime

from ..account import Account, Number, Token
from ..graph import health
from ..handshake import ask
from .routes import route


@route("POST", "webhook")
def connect(network, given):
    """Tell a number's or an account's news to ``url`` from now on."""
    node = network.node(given.get("number_id") or given["account_id"])
    secret = given.get("app_secret", "")
    network.courier.connect(node, given["url"], given["verify_token"], secret)
    return {"success": True}


@route("POST", "handshake")
def handshake(_network, given):
    """Ask a webhook anything, right or wrong, and return its answer."""
    response = ask(given["url"], given.get("query", {}))
    kind = response.headers.get("Content-Type", "")
    return {"status": response.status_code, "body": response.text, "type": kind}


@route("POST", "reset")
def reset(network, _given):
    network.reset()
    return {"success": True}


@route("GET", "clock")
@route("POST", "clock")
def clock(network, given):
    if "freeze" in given:
        network.clock.freeze(is_frozen=given["freeze"])
    if "set" in given:
        network.clock.set(datetime.fromisoformat(given["set"]))
    network.clock.advance(given.get("advance", 0))
    return network.clock.as_dict()


@route("GET", "settings")
@route("POST", "settings")
def settings(network, given):
    network.settings.change(given)
    return network.settings.as_dict()


@route("GET", "faults")
def list_faults(network, _given):
    return network.faults.as_list()


@route("POST", "faults")
def add_fault(network, given):
    return {"id": network.faults.add(**given)}


@route("DELETE", "faults")
def clear_faults(network, given):
    network.faults.clear(given.get("id"))
    return {"success": True}


@route("GET", "numbers")
def list_numbers(network, _given):
    return [
        {
            **number.metadata(),
            "name": number.name,
            "display": number.display,
            "account_id": number.account.id,
            "is_connected": number.webhook is not None,
        }
        for number in network.of_kind(Number)
    ]


@route("POST", "numbers")
def create_number(network, given):
    account = network.node(given.pop("account_id"), Account)
    network.add(Number(account=account, **given))
    return {"success": True}


@route("POST", "numbers/<number_id>/health")
def change_health(network, given, number_id):
    """Let a number fare otherwise, and tell the business of it."""
    health.change(network, network.node(number_id, Number), given)
    return {"success": True}


@route("POST", "accounts")
def create_account(network, given):
    network.add(Account(**given))
    return {"success": True}


@route("POST", "tokens")
def create_token(network, given):
    """Add or change a token; ``expires`` is in seconds from now."""
    expires = given.get("expires")
    date = None if expires is None else network.clock.now() + expires
    token = Token(given["value"], set(given["account_ids"]), date)
    network.tokens[token.value] = token
    return {"success": True}

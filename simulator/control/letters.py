"""What the business is told on purpose, and what it was told."""

import json

from .. import signature
from ..clock import as_iso
from ..delivery import tell
from ..errors import status_error
from ..postbox import Letter
from .routes import route

FIRST_NUMBER = "203040506070809"


@route("POST", "raw")
def post_raw(network, given):
    """Post any payload, signed in any way."""
    node = network.node(given.get("number_id", FIRST_NUMBER))
    webhook = node.webhook or node.account.webhook
    mode = given.get("signature", "good")
    if webhook is None or mode not in signature.MODES:
        message = f"A webhook and one of {', '.join(signature.MODES)} are needed."
        raise ValueError(message)
    secret = webhook.app_secret or node.account.app_secret
    letter = Letter(webhook.url, secret, given["payload"], mode=mode)
    is_received = network.courier.post_raw(
        letter, times=given.get("times", 1), at_once=given.get("concurrent", False)
    )
    post = network.journal.entries("delivery")[-1]
    answer = {name: post[name] for name in ("status", "response", "error")}
    return {"received": is_received, **answer}


@route("POST", "status")
def tell_status(network, given):
    """Tell any status of a message, in any order."""
    error = status_error(given["code"]) if "code" in given else None
    tell(network, network.messages[given["wamid"]], given["status"], error)
    return {"success": True}


@route("POST", "flush")
def flush(network, _given):
    return {"posts": network.courier.flush()}


@route("GET", "log")
def log(network, given):
    return network.journal.entries(given.get("kind"))


@route("GET", "deliveries")
def deliveries(network, given):
    """Return the posts that carried a word, such as a wamid, or the latest."""
    word, latest = given.get("containing", ""), int(given.get("latest", 0))
    posts = network.journal.entries("delivery")[-latest:]
    return [post for post in posts if word in json.dumps(post["payload"])]


@route("GET", "waiting")
def waiting(network, _given):
    return [
        {
            "update": update.number,
            "field": update.field,
            "attempts": update.attempts,
            "due": as_iso(update.due),
        }
        for update in network.courier.waiting
    ]

"""The business has read, or is typing."""

from ..errors import GraphError
from . import checks

TYPING_SECONDS = 25
READABLE_SECONDS = 30 * 86400


def mark_read(call):
    """Mark the named message and what came before it as read."""
    network = call.network
    wamid = checks.text(call.body, "message_id", "body", 200)
    message = network.messages.get(wamid)
    if message is None or message.is_outgoing or message.number is not call.node:
        raise GraphError(100, "message_id is not a message of a customer")
    now = network.clock.now()
    if now - message.date > READABLE_SECONDS:
        raise GraphError(100, "The message is older than 30 days")
    for earlier in network.conversation(message.customer, call.node):
        if not earlier.is_outgoing and earlier.date <= message.date:
            earlier.states.setdefault("read", now)
    if call.given("typing_indicator"):
        key = (call.node.id, message.customer.key)
        network.typing[key] = now + TYPING_SECONDS
    return {"success": True}

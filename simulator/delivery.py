"""How far an accepted message gets, told step by step."""

from functools import partial

from . import updates


def carry(network, message):
    """Bring ``message`` to the phone, now or after the configured delay."""
    if not network.settings.auto_statuses:
        return
    delay = network.settings.status_delay
    mark(network, message, "sent")
    if delay:
        network.schedule.after(delay, partial(arrive, network, message))
    else:
        arrive(network, message)


def put_on_phone(network, message):
    """Show ``message`` to the customer, a reaction as part of what it is about."""
    network.typing.pop((message.number.id, message.customer.key), None)
    if message.kind == "reaction":
        target = network.messages[message.content["message_id"]]
        target.reactions["business"] = message.content["emoji"]
    else:
        message.is_on_phone = True
    carry(network, message)


def arrive(network, message):
    """Let the phone take ``message``, unless it is switched off."""
    with network.lock:
        receipts = message.customer.receipts
        if message.customer.is_offline or "delivered" in message.states:
            return
        if receipts != "instant":
            mark(network, message, "delivered")
        if receipts in ("instant", "auto"):
            mark(network, message, "read")


def mark(network, message, state):
    """Note ``state`` once, and tell the business."""
    if state in message.states:
        return
    message.states[state] = network.clock.now()
    tell(network, message, state)


def tell(network, message, state, error=None):
    """Post a status, whatever was told before."""
    number = message.number
    date = network.clock.now()
    value = updates.status(network, message, state, date=date, error=error)
    network.courier.add(number.account, number, "messages", value)


def fail(network, message, code, details=""):
    """Tell later that the accepted ``message`` did not get through."""
    number = message.number
    value = updates.failed(network, message, code, details, date=network.clock.now())
    message.error = value["statuses"][0]["errors"][0]
    network.courier.add(number.account, number, "messages", value)


def arrive_all(network, customer):
    """Bring what waited while the phone was switched off."""
    for message in network.conversation(customer):
        if message.is_outgoing and "sent" in message.states:
            arrive(network, message)


def read_all(network, customer, number=None):
    """Mark what arrived as read, where the person lets others know."""
    if customer.receipts == "off":
        return
    for message in network.conversation(customer, number):
        if message.is_outgoing and "delivered" in message.states:
            mark(network, message, "read")

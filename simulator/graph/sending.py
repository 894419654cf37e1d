"""The business sends: POST /<number>/messages."""

from .. import delivery, phone_numbers
from ..account import Number
from ..customers import Message
from ..errors import GraphError
from . import checks, group_edges, health, limits, links, messages, reading, templates
from .edges import edge

HOUR = 3600
MOST_OPAQUE = 512
QUOTABLE_SECONDS = 30 * 24 * HOUR


@edge(Number, "POST", "messages")
def send(call):
    """Accept a message, a read receipt or a sign of typing."""
    if call.given("messaging_product") != "whatsapp":
        raise GraphError(100, "messaging_product must be 'whatsapp'")
    if call.given("status") == "read":
        return reading.mark_read(call)
    kind = call.given("type", "text")
    content = messages.check(call.network, call.node, kind, call.body)
    if call.given("recipient_type") == "group":
        return group_edges.send(call, _compose(call, None, kind, content))
    message = _compose(call, _recipient(call), kind, content)
    health.check_able(call.node, is_reply=_is_reply(call, message.customer))
    if message.customer is None and kind == "template":
        message.customer = _newcomer(call)
    if message.customer:
        limits.check_rates(call.network, call.node, message.customer)
    is_held = bool(call.fault and call.fault.preset == "hold")
    _dispatch(call, message, is_held=is_held)
    return _answer(call, message, is_held=is_held)


def _compose(call, customer, kind, content):
    """Return the message as the customer will see it."""
    by_user_id = not call.given("to")
    category = "service"
    if kind == "template":
        account = call.node.account
        content = templates.fill(call.network, account, content, by_user_id=by_user_id)
        category = content["category"]
    return Message(
        call.network.ids.wamid(),
        call.node,
        customer,
        is_outgoing=True,
        kind=kind,
        content=content,
        date=call.network.clock.now(),
        to=call.given("to") or call.given("recipient"),
        tag=_tag(call),
        quoted=_quoted(call, kind),
        category=category,
        is_on_phone=False,
    )


def _tag(call):
    tag = call.given("biz_opaque_callback_data", "")
    if not isinstance(tag, str) or len(tag) > MOST_OPAQUE:
        limit = f"at most {MOST_OPAQUE} characters"
        raise GraphError(100, f"biz_opaque_callback_data must have {limit}")
    return tag


def _quoted(call, kind):
    """Quoting what is unknown or too old is no error: there is just no bubble."""
    if not call.given("context"):
        return ""
    if kind == "reaction":
        raise GraphError(131009, "A reaction takes no context")
    context = checks.mapping(call.body, "context", "body")
    quoted = checks.text(context, "message_id", "context", 200)
    message = call.network.messages.get(quoted)
    is_shown = message and call.network.clock.now() - message.date <= QUOTABLE_SECONDS
    return quoted if is_shown else ""


def _recipient(call):
    """Return the customer, or nothing when nobody there uses the network."""
    to, user_id = call.given("to"), call.given("recipient")
    if not isinstance(to or user_id, str):
        raise GraphError(131008, "'to' or 'recipient' is required")
    if not to:
        return call.network.by_user(user_id)
    number = _international(call, to)
    if phone_numbers.wa_id(number) == phone_numbers.wa_id(call.node.digits):
        raise GraphError(131021, "The recipient is the sender")
    return call.network.by_number(number)


def _newcomer(call):
    """Return whose phone appears because a template goes to a number nobody had."""
    if not call.given("to") or not call.network.settings.unknown_has_whatsapp:
        return None
    return call.network.someone(_international(call, call.given("to")))


def _international(call, to):
    """Without ``+`` the network takes the number for one of our own country."""
    number = phone_numbers.digits(to)
    if not number:
        raise GraphError(131009, "'to' is not a phone number")
    if not call.network.settings.prepend_calling_code or "+" in to:
        return number
    return phone_numbers.calling_code(call.node.digits) + number


def _dispatch(call, message, *, is_held):
    """Let the accepted message go its way, or fail as it fails in life: later."""
    network = call.network
    code, details = _obstacle(call, message)
    if _is_refused_at_once(network.settings, code):
        raise GraphError(code, details)
    network.record(message)
    if code:
        delivery.fail(network, message, code, details)
    elif "link" in _file(message):
        links.fetch_later(network, message)
    elif not is_held:
        delivery.put_on_phone(network, message)


def _is_refused_at_once(settings, code):
    return (code == 131047 and settings.refuse_closed_window_at_once) or (
        code == 131026 and settings.refuse_unreachable_at_once
    )


def _obstacle(call, message):
    """Return the code and the words of what will prevent delivery, or zero."""
    network, customer = call.network, message.customer
    if call.fault and call.fault.preset == "fail_later":
        return call.fault.options.get("code", 131000), "By rule"
    if customer is None or not customer.has_whatsapp:
        return 131026, "The recipient does not use the network"
    return _objection(message) or _closed_window(network, message) or (0, "")


def _objection(message):
    """Return why the customer does not want it, if so."""
    number, customer = message.number, message.customer
    if number.id in customer.blocked:
        return 131026, "The message could not be delivered"
    if message.category == "marketing" and customer.stopped_marketing(number):
        return 131050, "The customer wants no marketing"
    return None


def _closed_window(network, message):
    """Return why it comes too late, or to too many people, if so."""
    number, customer = message.number, message.customer
    if is_window_open(network, number, customer):
        return None
    if message.kind != "template":
        hours = f"{network.settings.window_hours:g} hours"
        return 131047, f"More than {hours} since the customer last wrote"
    if limits.is_over_tier(network, number, customer):
        return network.settings.tier_code, "Too many people reached today"
    return None


def is_window_open(network, number, customer):
    """The window counts from the moment the customer wrote, not from its arrival."""
    written = customer.last_written(number)
    length = network.settings.window_hours * HOUR
    return written is not None and network.clock.now() < written + length


def _is_reply(call, customer):
    return bool(customer) and is_window_open(call.network, call.node, customer)


def _file(message):
    return message.content if isinstance(message.content, dict) else {}


def _answer(call, message, *, is_held):
    contact = {"input": message.to}
    if call.given("to"):
        number = _international(call, message.to)
        contact["wa_id"] = phone_numbers.wa_id(number)
    if call.given("recipient"):
        contact["user_id"] = call.given("recipient")
    accepted = {"id": message.wamid}
    if message.kind == "template":
        accepted["message_status"] = (
            "held_for_quality_assessment" if is_held else "accepted"
        )
    return {
        "messaging_product": "whatsapp",
        "contacts": [contact],
        "messages": [accepted],
    }

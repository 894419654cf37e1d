"""What the business is told: values of webhooks."""

from . import phone_numbers
from .errors import status_error


def contact(network, account, customer):
    """Return how a customer is introduced."""
    profile = {"name": customer.name}
    if customer.username:
        at = "@" if network.settings.username_with_at else ""
        profile["username"] = at + customer.username
    known = known_by(network, account, customer, "wa_id", "user_id")
    return {"profile": profile, **known}


def sender(network, account, customer):
    return known_by(network, account, customer, "from", "from_user_id")


def known_by(network, account, customer, phone_key, user_key):
    """Return the number, where it is shown, and the scoped id."""
    known = {}
    if customer.shows_phone:
        known[phone_key] = customer.wa_id
    if network.settings.user_ids_in_webhook:
        known[user_key] = customer.user_id(account)
    return known


def value(number, **parts):
    return {
        "messaging_product": "whatsapp",
        "metadata": number.metadata(),
        **{name: part for name, part in parts.items() if part},
    }


def status(network, message, state, *, date, error=None):
    """Return the value that tells how far ``message`` got."""
    account, customer = message.number.account, message.customer
    told = {"id": message.wamid, "status": state, "timestamp": str(int(date))}
    told |= _recipient(network, message, account, customer)
    if message.tag:
        told["biz_opaque_callback_data"] = message.tag
    if state in ("sent", _billed_state(message)):
        told["pricing"] = _pricing(message)
    if state == "sent" and network.settings.webhook_version < 24:
        told["conversation"] = _conversation(message, date)
    if error:
        told["errors"] = [error]
    contacts = []
    if customer and state != "failed" and network.settings.status_contacts:
        contacts = [contact(network, account, customer)]
    return value(message.number, contacts=contacts, statuses=[told])


def failed(network, message, code, details, *, date):
    error = status_error(code, details)
    return status(network, message, "failed", date=date, error=error)


def _recipient(network, message, account, customer):
    if message.group:
        return _in_group(network, message.group, account, customer)
    if customer is None and not message.to.strip("+ ")[:1].isdigit():
        return {"recipient_user_id": message.to}
    if customer is None:
        return {"recipient_id": phone_numbers.wa_id(message.to)}
    return known_by(network, account, customer, "recipient_id", "recipient_user_id")


def _in_group(network, group, account, customer):
    told = {"recipient_id": group.id, "recipient_type": "group"}
    if customer:
        names = ("recipient_participant_id", "recipient_participant_user_id")
        told |= known_by(network, account, customer, *names)
    return told


def _billed_state(message):
    """Return the one of delivered and read that carries the price."""
    return "delivered" if "delivered" in message.states else "read"


def _pricing(message):
    is_service = message.category == "service"
    return {
        "billable": not is_service,
        "pricing_model": "PMP",
        "type": "free_customer_service" if is_service else "regular",
        "category": message.category,
    }


def _conversation(message, date):
    return {
        "id": f"c{message.number.id}{int(date) // 86400}",
        "expiration_timestamp": str(int(date) + 86400),
        "origin": {"type": message.category},
    }

"""The customers: who they are, what they do, what they see."""

from werkzeug.wrappers import Response

from ..account import Account, Media
from ..customers import Customer
from ..phone import Phone
from ..sms import sending
from . import acting
from .routes import route


@route("GET", "customers")
def list_customers(network, _given):
    conversations, texts = network.conversations(), sending.received(network)
    return [
        _shown(network, customer)
        | _latest(conversations.get(key, []), texts.get(customer.wa_id, []))
        for key, customer in list(network.customers.items())
    ]


@route("POST", "customers")
def create(network, given):
    customer = Customer(**given)
    if customer.key in network.customers:
        message = f"{customer.key!r} exists already."
        raise ValueError(message)
    network.customers[customer.key] = customer
    return _shown(network, customer)


@route("POST", "customers/<key>/<action>")
def act(network, given, key, action):
    return acting.act(Phone(network, network.customer(key)), action, given)


@route("GET", "phone/<key>")
def look(network, given, key):
    """Return what is on a customer's phone."""
    phone, number_id = Phone(network, network.customer(key)), given.get("number_id")
    return {
        "customer": _shown(network, phone.customer),
        "is_typed_to": phone.is_typed_to(number_id),
        "now": network.clock.now(),
        "texts": [text.as_dict() for text in phone.texts()],
        "messages": [message.as_dict() for message in phone.messages(number_id)],
    }


@route("GET", "media/<media_id>")
def show_file(network, _given, media_id):
    """Return a file to the phone's page, which must not run it."""
    media = network.node(media_id, Media)
    response = Response(media.content, mimetype=media.mime_type)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _shown(network, customer):
    accounts = network.of_kind(Account)
    user_ids = {account.id: customer.user_id(account) for account in accounts}
    return customer.as_dict() | {"user_ids": user_ids}


def _latest(messages, texts):
    latest = [message.as_dict() for message in messages[-1:]]
    latest += [_as_message(text) for text in texts[-1:]]
    unread = [each for each in messages if each.is_unread]
    unread += [each for each in texts if not each.is_read]
    return {
        "latest": max(latest, key=lambda each: each["date"], default=None),
        "unread": len(unread),
    }


def _as_message(text):
    return {"type": "sms", "date": text.date, "content": {"body": text.content}}

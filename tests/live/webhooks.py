"""Webhooks written by hand, for what the simulator would not send."""

import json
import time

import requests

from simulator import signature

SECRET = "demo-secret"
ACCOUNT = "102030405060708"
NUMBER = "203040506070809"


def texts(*said, number=NUMBER):
    """Return one webhook for ``(wamid, phone, text)`` triples."""
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "551140001234", "phone_number_id": number},
        "contacts": [_contact(phone) for _wamid, phone, _text in said],
        "messages": [_text(*each) for each in said],
    }
    change = {"field": "messages", "value": value}
    entry = {"id": ACCOUNT, "changes": [change]}
    return {"object": "whatsapp_business_account", "entry": [entry]}


def post(url, payload, mode="good"):
    """Post a payload, signed rightly or not; return the answer."""
    body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    headers = {"Content-Type": "application/json"}
    headers |= signature.headers(SECRET, body, mode)
    return requests.post(url, data=body, headers=headers, timeout=20)


def _contact(phone):
    return {"profile": {"name": f"Rita {phone[-4:]}"}, "wa_id": phone.strip("+")}


def _text(wamid, phone, text):
    return {
        "from": phone.strip("+"),
        "id": wamid,
        "timestamp": str(int(time.time())),
        "type": "text",
        "text": {"body": text},
    }

"""What the network sends when customers write, in its own shape."""

import hashlib
import hmac
import itertools
import json
import time

NUMBER_REF = "700900500300100"
ACCOUNT_REF = "800900500300100"
APP_SECRET = "secret-of-the-bench"
RUNNING = "5531977770000"
_uids = itertools.count(1)


def text(sender, body="Bom dia, meu pedido chegou?"):
    """Return one text of ``sender``, new to whoever receives it."""
    element = {
        "id": f"wamid.bench.{next(_uids)}",
        "from": sender,
        "timestamp": str(int(time.time())),
        "type": "text",
        "text": {"body": body},
    }
    contact = {"wa_id": sender, "profile": {"name": f"Customer {sender}"}}
    return _change(contacts=[contact], messages=[element])


def statuses(taken, state):
    """Return one webhook that says how far ``(uid, tag)`` have come."""
    told = [
        {
            "id": uid,
            "status": state,
            "timestamp": str(int(time.time())),
            "biz_opaque_callback_data": tag,
        }
        for uid, tag in taken
    ]
    return _change(statuses=told)


def _change(**told):
    metadata = {"phone_number_id": NUMBER_REF, "display_phone_number": "551130300000"}
    value = {"metadata": metadata, **told}
    change = {"field": "messages", "value": {"messaging_product": "whatsapp", **value}}
    return {
        "object": "whatsapp_business_account",
        "entry": [{"id": ACCOUNT_REF, "changes": [change]}],
    }


def newcomers():
    """Return the numbers of customers who never wrote before, one after the other."""
    return (f"55219{number:08}" for number in itertools.count())


def signed(payload):
    """Return the body of a webhook and its headers."""
    body = json.dumps(payload).encode()
    digest = hmac.new(APP_SECRET.encode(), body, hashlib.sha256).hexdigest()
    signature = {"X-Hub-Signature-256": f"sha256={digest}"}
    return body, {"Content-Type": "application/json", **signature}

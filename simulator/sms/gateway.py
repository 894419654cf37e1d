"""The gateway's JSON-RPC, and the account behind it: never short of credits."""

import json

from werkzeug.wrappers import Response

from ..graph import breakage
from .sending import send

CREDITS = 1000
PREFIXES = ("/api/sms/", "/iap/")


def respond(network, request):
    """Answer one call, broken on purpose where a rule says so."""
    rule = network.faults.strike("gateway", path=request.path)
    breakage.before(network, request, rule)
    call = request.get_json(silent=True)
    call = call if isinstance(call, dict) else {}
    answer = {
        "jsonrpc": "2.0",
        "id": call.get("id"),
        **_outcome(network, request, call),
    }
    response = Response(json.dumps(answer), mimetype="application/json")
    return breakage.after(network, request, rule, response)


def _outcome(network, request, call):
    answer = ANSWERS.get(request.path)
    if answer is None:
        return _error("werkzeug.exceptions.NotFound", f"No {request.path} here")
    try:
        return {"result": answer(network, call["params"])}
    except (LookupError, TypeError, AttributeError) as error:
        return _error("builtins.ValueError", f"Not what is expected: {error!r}")


def _error(name, message):
    data = {"name": name, "message": message}
    return {"error": {"code": 200, "message": "Odoo Server Error", "data": data}}


def _send(network, params):
    """Take many numbers for each text; each has an answer of its own."""
    sent = [
        send(network, message["content"], number["number"], number["uuid"])
        for message in params["messages"]
        for number in message["numbers"]
    ]
    return [
        {"uuid": text.uuid, "state": text.state, "credit": int(text.is_sent)}
        for text in sent
    ]


def _accounts(_network, params):
    account = {"balance": CREDITS, "warning_threshold": 0, "registered": "registered"}
    return {
        asked["token"]: {**account, "sender_name": "Pact"}
        for asked in params["iap_accounts"]
    }


def _balance(_network, _params):
    return CREDITS


def _done(_network, _params):
    return {"state": "success"}


ANSWERS = {
    "/api/sms/3/send": _send,
    "/api/sms/1/account/create": _done,
    "/api/sms/2/account/verify": _done,
    "/api/sms/1/account/update_sender": _done,
    "/iap/1/get-accounts-information": _accounts,
    "/iap/1/balance": _balance,
    "/iap/1/update-warning-email-alerts": _done,
}

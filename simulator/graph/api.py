"""The Graph API: every request comes in here, and goes to one edge."""

import json
import re

from werkzeug.wrappers import Request, Response

from .. import phone_numbers
from ..account import Upload
from ..errors import GraphError
from . import (
    access,
    breakage,
    group_edges,
    nodes,
    sending,
    template_edges,
    uploads,
)
from .edges import ANSWERS, Call

VERSION = re.compile(r"/v\d+\.\d+(?=/)")
# Importing these registers their edges.
REGISTERED = (group_edges, nodes, sending, template_edges, uploads)
TARGETS = {"messages": "messages", "media": "media", "message_templates": "templates"}


def respond(network, request: Request):
    """Answer one request, broken on purpose where a rule says so."""
    path = VERSION.sub("", request.path, count=1)
    node_id, _slash, name = path.strip("/").partition("/")
    body = _read_body(request)
    rule = network.faults.strike(
        _target(network, node_id, name),
        method=request.method,
        node=node_id,
        to=phone_numbers.wa_id(str(body.get("to", ""))),
        type=body.get("type"),
    )
    breakage.before(network, request, rule)
    try:
        breakage.refuse(rule)
        answer, status, headers = _answer(network, request, node_id, name, body, rule)
    except GraphError as error:
        answer = error.as_response(network.ids.trace())
        status, headers = error.status, error.headers
    response = Response(
        json.dumps(answer), status, headers, mimetype="application/json"
    )
    return breakage.after(network, request, rule, response)


def _answer(network, request, node_id, name, body, rule):
    with network.lock:
        held = access.token(network, request)
        node = network.node(node_id)
        access.check_scope(held, node)
        answer = ANSWERS.get((type(node), request.method, name))
        if answer is None:
            raise GraphError(2500, f"Unknown path components: /{name}")
        call = Call(
            network,
            node,
            request.args.to_dict(),
            body,
            request.files.to_dict(),
            rule,
            request.host_url.rstrip("/") + request.path,
            request.get_data() if isinstance(node, Upload) else b"",
        )
        return answer(call), 200, {}


def _target(network, node_id, name):
    is_media = type(network.nodes.get(node_id)).__name__ == "Media"
    return "media" if is_media else TARGETS.get(name, "other")


def _read_body(request):
    """Return the JSON or form fields; nothing when there is no such thing."""
    if request.mimetype == "application/json":
        body = request.get_json(silent=True)
        return body if isinstance(body, dict) else {}
    return request.form.to_dict()

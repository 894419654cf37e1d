"""Who answers which path of the control API."""

import json

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Response

from ..errors import GraphError
from ..handshake import HandshakeError

RULES = []
MISTAKES = (HandshakeError, GraphError, LookupError, TypeError, ValueError)


def route(method, path):
    """Register the decorated function; it takes the network and what was given."""

    def register(function):
        rule = Rule(f"/control/{path}", endpoint=function, methods=[method])
        RULES.append(rule)
        return function

    return register


def make_map():
    return Map([rule.empty() for rule in RULES])


def respond(routes, network, request):
    """Answer with plain values as JSON, or with words on what was wrong."""
    try:
        function, arguments = routes.bind_to_environ(request.environ).match()
        answer = function(network, _given(request), **arguments)
    except HTTPException as error:
        return _refusal(error.description, error.code)
    except MISTAKES as error:
        return _refusal(str(error), 400)
    if isinstance(answer, Response):
        return answer
    return Response(json.dumps(answer), mimetype="application/json")


def _given(request):
    """Return what the address says, and over it the JSON body."""
    body = request.get_json() if request.content_length else {}
    if not isinstance(body, dict):
        message = "A JSON object is expected."
        raise TypeError(message)
    return request.args.to_dict() | body


def _refusal(message, status):
    body = json.dumps({"error": str(message)})
    return Response(body, status, mimetype="application/json")

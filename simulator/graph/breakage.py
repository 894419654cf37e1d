"""Carrying out the faults: how an answer is spoilt."""

import os
import socket
import struct

from werkzeug.wrappers import Response

from ..errors import GraphError
from . import access

HTML = "<html><body><h1>502 Bad Gateway</h1></body></html>"


def before(network, request, rule):
    """Break off before anything was accepted."""
    if rule and rule.preset == "reset_before":
        reset(request)
    if rule and rule.preset == "slow":
        network.sleep(rule.options.get("seconds", 1))


def refuse(rule):
    """Raise the refusal that a rule asks for."""
    if rule and rule.preset == "graph_error":
        raise GraphError(**rule.options)
    if rule and rule.preset == "expired_token":
        raise access.expired()


def after(network, request, rule, response):
    """Spoil the answer to a request that was handled."""
    preset = rule.preset if rule else ""
    if preset == "http_500":
        return Response("Internal Server Error", 500, mimetype="text/plain")
    if preset == "http_502_html":
        return Response(HTML, 502, mimetype="text/html")
    if preset == "truncated_json":
        text = response.get_data(as_text=True)
        return Response(text[: len(text) // 2], 200, mimetype="application/json")
    if preset == "reset_after":
        reset(request)
    if preset == "timeout_after":
        network.sleep(rule.options.get("seconds", 60))
    if preset == "status_first":
        network.courier.flush()
    return response


def reset(request):
    """Close the connection the hard way."""
    connection = request.environ["werkzeug.socket"]
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    os.close(connection.detach())
    raise ConnectionResetError

"""The bytes of a file, for who shows the token and asks in time."""

from werkzeug.wrappers import Response

from ..errors import GraphError
from . import access, breakage, media

METADATA_SERVICE = "http://169.254.169.254/latest/"


def respond(network, request):
    rule = network.faults.strike("download", path=request.path)
    breakage.before(network, request, rule)
    try:
        breakage.refuse(rule)
        held = access.token(network, request)
    except GraphError as error:
        return Response(str(error), error.status, mimetype="text/plain")
    file = media.find_by_url(network, request.args)
    if file is None or file.account.id not in held.account_ids:
        return Response("Not found", 404, mimetype="text/plain")
    return breakage.after(network, request, rule, _spoilt(file, rule))


def _spoilt(file, rule):
    preset = rule.preset if rule else ""
    if preset == "redirect":
        location = rule.options.get("location", METADATA_SERVICE)
        return Response("", 302, {"Location": location})
    response = Response(file.content, mimetype=file.mime_type)
    if preset == "truncated":
        response.set_data(file.content[: len(file.content) // 2])
    if preset in ("truncated", "wrong_length"):
        surplus = rule.options.get("surplus", 7) if preset == "wrong_length" else 0
        response.automatically_set_content_length = False
        response.headers["Content-Length"] = str(len(file.content) + surplus)
    return response

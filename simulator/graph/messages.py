"""What each type of message may contain."""

from ..account import Media
from ..errors import GraphError
from . import checks, interactive, media_types


def check(network, number, kind, body):
    """Refuse ``body`` unless it is a proper message of ``kind``."""
    if not isinstance(kind, str) or kind not in CHECKS:
        raise GraphError(131051, f"Message type '{kind}' is not supported")
    content = checks.required(body, kind, "message")
    if not isinstance(content, list if kind == "contacts" else dict):
        raise GraphError(131009, f"message['{kind}'] has the wrong shape")
    CHECKS[kind](network, number, kind, content)
    return content


def _text(_network, _number, kind, content):
    checks.text(content, "body", kind, 4096)


def check_file(network, account, kind, content):
    """Refuse a file that is not there, or may not travel as ``kind``."""
    _check_source(kind, content)
    _check_stored(network, account, kind, content)


def _check_source(kind, content):
    if ("id" in content) == ("link" in content):
        raise GraphError(131009, f"{kind} needs either 'id' or 'link'")


def _check_stored(network, account, kind, content):
    if "id" in content:
        file = network.node(str(content["id"]), Media)
        if file.account is not account:
            raise GraphError(10, "The media belongs to another account")
        media_types.check(kind, file.mime_type, len(file.content))


def _media(network, number, kind, content):
    _check_source(kind, content)
    if kind in ("audio", "sticker") and "caption" in content:
        raise GraphError(131009, f"{kind} has no caption")
    checks.text(content, "caption", kind, 1024, is_required=False)
    _check_stored(network, number.account, kind, content)


def _location(_network, _number, kind, content):
    for name, limit in (("latitude", 90), ("longitude", 180)):
        try:
            degrees = float(checks.required(content, name, kind))
        except (TypeError, ValueError) as error:
            raise GraphError(131009, f"{kind}['{name}'] must be a number") from error
        if not -limit <= degrees <= limit:
            raise GraphError(131009, f"{kind}['{name}'] is out of range")


def _contacts(_network, _number, kind, content):
    for contact in checks.mappings(content, kind):
        name = checks.mapping(contact, "name", kind)
        checks.required(name, "formatted_name", "name")


def _reaction(network, number, kind, content):
    target = network.messages.get(checks.text(content, "message_id", kind, 200))
    if target is None or target.number is not number:
        raise GraphError(131009, "reaction['message_id'] is not known")
    if not isinstance(content.get("emoji"), str):
        raise GraphError(131008, "reaction['emoji'] is required")


def _interactive(_network, _number, _kind, content):
    interactive.check(content)


def _template(_network, _number, kind, content):
    checks.text(content, "name", kind, 512)
    language = checks.mapping(content, "language", kind)
    checks.text(language, "code", "language", 20)


CHECKS = {
    "text": _text,
    "image": _media,
    "video": _media,
    "audio": _media,
    "document": _media,
    "sticker": _media,
    "location": _location,
    "contacts": _contacts,
    "reaction": _reaction,
    "interactive": _interactive,
    "template": _template,
}

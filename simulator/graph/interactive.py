"""Messages one answers by a tap: buttons, lists, links."""

from ..errors import GraphError
from . import checks

HEADERS = ("text", "image", "video", "document")


def check(content):
    kind = checks.one_of(content.get("type"), tuple(CHECKS), "interactive['type']")
    body_limit = 4096 if kind == "list" else 1024
    body = checks.mapping(content, "body", "interactive")
    checks.text(body, "text", "body", body_limit)
    if "footer" in content:
        footer = checks.mapping(content, "footer", "interactive")
        checks.text(footer, "text", "footer", 60)
    if "header" in content:
        _header(checks.mapping(content, "header", "interactive"), kind)
    CHECKS[kind](checks.mapping(content, "action", "interactive"))


def _header(header, kind):
    choices = HEADERS[:1] if kind == "list" else HEADERS
    header_type = checks.one_of(header.get("type"), choices, "header['type']")
    if header_type == "text":
        checks.text(header, "text", "header", 60)
    else:
        checks.mapping(header, header_type, "header")


def _buttons(action):
    buttons = checks.listing(action, "buttons", "action", 1, 3)
    replies = [checks.mapping(button, "reply", "button") for button in buttons]
    for reply in replies:
        checks.text(reply, "id", "reply", 256)
        checks.text(reply, "title", "reply", 20)
    checks.unique([reply["id"] for reply in replies], "button ids")
    checks.unique([reply["title"] for reply in replies], "button titles")


def _list(action):
    checks.text(action, "button", "action", 20)
    sections = checks.listing(action, "sections", "action", 1, 10)
    rows = []
    for section in sections:
        is_required = len(sections) > 1
        checks.text(section, "title", "section", 24, is_required=is_required)
        rows += checks.listing(section, "rows", "section", 1, 10)
    if len(rows) > 10:
        raise GraphError(131009, "A list must have at most 10 rows in total")
    for row in rows:
        checks.text(row, "id", "row", 200)
        checks.text(row, "title", "row", 24)
        checks.text(row, "description", "row", 72, is_required=False)
    checks.unique([row["id"] for row in rows], "row ids")


def _link(action):
    checks.one_of(action.get("name"), ("cta_url",), "action['name']")
    parameters = checks.mapping(action, "parameters", "action")
    checks.text(parameters, "display_text", "parameters", 20)
    checks.text(parameters, "url", "parameters", 2000)


CHECKS = {"button": _buttons, "list": _list, "cta_url": _link}


def choices(content):
    """Return what can be tapped, as (id, title, description)."""
    action = content.get("action", {})
    if content["type"] == "button":
        replies = (button["reply"] for button in action["buttons"])
        return [(reply["id"], reply["title"], "") for reply in replies]
    rows = (row for section in action.get("sections", []) for row in section["rows"])
    return [(row["id"], row["title"], row.get("description", "")) for row in rows]

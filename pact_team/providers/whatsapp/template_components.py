"""The parts of a template: ours as Meta's, and Meta's as ours.

https://developers.facebook.com/docs/whatsapp/business-management-api/message-templates/components
"""

import re

from ..untrusted import identifier, items, line, link, mapping, mappings, text

VARIABLE = re.compile(r"{{\s*(\w+)\s*}}")
ENDING = "{{1}}"
FILES = ("image", "video", "document")
BUTTON_TYPES = {
    "quick_reply": "QUICK_REPLY",
    "url": "URL",
    "phone": "PHONE_NUMBER",
    "copy_code": "COPY_CODE",
}
BUTTON_KINDS = {name: kind for kind, name in BUTTON_TYPES.items()}
PARTS = ("header", "body", "footer", "buttons")


def build_components(draft) -> list[dict]:
    found = (_header(draft), _body(draft), _footer(draft), _buttons(draft.buttons))
    return [part for part in found if part]


def read_components(components) -> dict:
    """Return the fields of ``TemplateSeen`` that the components tell."""
    parts = {line(part.get("type")).lower(): part for part in mappings(components)}
    header, body = mapping(parts.get("header")), mapping(parts.get("body"))
    buttons = mappings(mapping(parts.get("buttons")).get("buttons"))
    kind = line(header.get("format")).lower()
    read_buttons = tuple(map(read_button, buttons))
    is_known = set(parts) <= {*PARTS} and kind in ("", "text", *FILES)
    return {
        "header_kind": kind if kind in ("text", *FILES) else "",
        "header_text": text(header.get("text")),
        "header_example": _header_example(mapping(header.get("example"))),
        "body": text(body.get("text")),
        "body_examples": _body_examples(mapping(body.get("example"))),
        "footer": text(mapping(parts.get("footer")).get("text")),
        "buttons": read_buttons,
        "is_supported": is_known
        and all(b["kind"] in BUTTON_TYPES for b in read_buttons),
    }


def read_button(element, prefix="") -> dict:
    """Return a button; one of a kind that we do not know keeps Meta's word for it."""
    told = {name.removeprefix(prefix): value for name, value in element.items()}
    word = line(told.get("type")).upper()
    url = link(told.get("url"))
    return {
        "kind": BUTTON_KINDS.get(word, word.lower()),
        "text": line(told.get("text")),
        "url": url,
        "phone": line(told.get("phone_number")),
        "example": _ending(url, _first(told.get("example"))),
    }


def _header(draft):
    kind = draft.header_kind
    if not kind:
        return None
    part = {"type": "HEADER", "format": kind.upper()}
    if kind in FILES:
        return part | {"example": {"header_handle": [draft.header_handle]}}
    part["text"] = draft.header_text
    if names := VARIABLE.findall(draft.header_text):
        part["example"] = _examples(
            draft, "header_text", {names[0]: draft.header_example}
        )
    return part


def _body(draft):
    part = {"type": "BODY", "text": draft.body}
    examples = {str(name): example for name, example in draft.body_examples}
    if examples:
        part["example"] = _examples(draft, "body_text", examples)
    return part


def _examples(draft, name, examples):
    if draft.parameter_format == "named":
        told = [{"param_name": key, "example": examples[key]} for key in examples]
        return {f"{name}_named_params": told}
    values = [examples[key] for key in sorted(examples, key=int)]
    return {name: [values] if name == "body_text" else values}


def _footer(draft):
    return {"type": "FOOTER", "text": draft.footer} if draft.footer else None


def _buttons(buttons):
    if not buttons:
        return None
    return {"type": "BUTTONS", "buttons": [*map(_button, buttons)]}


def _button(button):
    part = {"type": BUTTON_TYPES[button["kind"]]}
    if button["kind"] == "copy_code":
        return part | {"example": button["example"]}
    part["text"] = button["text"]
    if button["kind"] == "phone":
        part["phone_number"] = button["phone"]
    if button["kind"] == "url":
        part["url"] = button["url"]
        if ENDING in button["url"]:
            part["example"] = [button["url"].replace(ENDING, button["example"])]
    return part


def _header_example(example) -> str:
    named = mappings(example.get("header_text_named_params"))
    if named:
        return text(named[0].get("example"))
    return _first(example.get("header_text"))


def _body_examples(example) -> tuple:
    named = mappings(example.get("body_text_named_params"))
    if named:
        return tuple(
            (identifier(each.get("param_name")), text(each.get("example")))
            for each in named
        )
    rows = items(example.get("body_text"))
    values = rows[0] if rows and isinstance(rows[0], list) else rows
    return tuple((str(n), text(value)) for n, value in enumerate(values, 1))


def _ending(url, example) -> str:
    """Return what stands in place of the variable; Meta shows the whole address."""
    start = url.removesuffix(ENDING)
    return example.removeprefix(start) if ENDING in url else example


def _first(value) -> str:
    return text(next(iter(items(value)), "") if isinstance(value, list) else value)

"""What a proposed template must look like."""

import re

from ..errors import GraphError
from . import checks, template_buttons
from .templates import PLACEHOLDER

DAY = 86400
NAME = re.compile(r"[a-z0-9_]{1,512}")
VARIABLE_NAME = re.compile(r"[a-z_][a-z0-9_]*")
WELL_FORMED = re.compile(r"{{\w+}}")
CATEGORIES = ("MARKETING", "UTILITY", "AUTHENTICATION")
FORMATS = ("POSITIONAL", "NAMED")
LIMITS = {"HEADER": 60, "BODY": 1024, "FOOTER": 60}
TYPES = (*LIMITS, "BUTTONS")
FILES = ("IMAGE", "VIDEO", "DOCUMENT")
# Whoever deletes a name may not have it again for as long.
NAME_BLOCKED = 30 * DAY
PUNCTUATION = " \t\n.,;:!?…¡¿*_~`'\"()[]«»“”-–—"


def check(account, body, now):
    """Return the values of a new template, or refuse."""
    name, language = str(body.get("name", "")), str(body.get("language", ""))
    category = str(body.get("category", "")).upper()
    parameter_format = str(body.get("parameter_format", "POSITIONAL")).upper()
    if not NAME.fullmatch(name):
        raise GraphError(100, "A name has lower-case letters, digits and _ only")
    if not language or category not in CATEGORIES:
        raise GraphError(100, "'language' and a known 'category' are required")
    if parameter_format not in FORMATS:
        raise GraphError(100, "'parameter_format' is POSITIONAL or NAMED")
    if (name, language) in {(each.name, each.language) for each in account.templates}:
        raise GraphError(100, "This name exists in this language already")
    if now < account.deleted_names.get(name, now - NAME_BLOCKED) + NAME_BLOCKED:
        raise GraphError(100, "The name was deleted less than 30 days ago")
    return {
        "name": name,
        "language": language,
        "category": category,
        "components": components(account, body, parameter_format),
        "parameter_format": parameter_format,
    }


def components(account, body, parameter_format, own=None):
    """Return what is proposed in the place of ``own``, or refuse."""
    proposed = [
        {**part, "type": str(part.get("type", "")).upper()}
        for part in checks.mappings(body.get("components", []), "components")
    ]
    types = [part["type"] for part in proposed]
    if "BODY" not in types or len(set(types)) != len(types):
        raise GraphError(100, "One BODY is required, and no part comes twice")
    for part in proposed:
        _check_part(account, part, parameter_format)
    _check_words(account, proposed, own)
    return proposed


def _check_part(account, part, parameter_format):
    kind = part["type"]
    if kind not in TYPES:
        raise GraphError(100, f"{kind} is not a known component")
    if kind == "BUTTONS":
        part["buttons"] = template_buttons.check(part.get("buttons", []))
    elif kind == "HEADER" and str(part.get("format", "TEXT")).upper() != "TEXT":
        part["format"] = _check_file(account, part)
    else:
        _check_text(part, parameter_format)


def _check_file(account, part):
    kind = str(part["format"]).upper()
    if kind not in FILES:
        raise GraphError(100, f"HEADER cannot be {kind}")
    handles = checks.mapping(part, "example", "HEADER").get("header_handle") or []
    if not handles or not set(handles) <= account.handles:
        raise GraphError(100, "HEADER needs the handle of an uploaded example")
    return kind


def _check_text(part, parameter_format):
    text, kind = part.get("text", ""), part["type"]
    # What is said below a code is written by the network.
    if not text and not {"add_security_recommendation", "code_expiration_minutes"} & {
        *part
    }:
        raise GraphError(100, f"{kind} needs a text")
    if len(text) > LIMITS[kind]:
        raise GraphError(100, f"{kind} is too long")
    if "{{" in WELL_FORMED.sub("", text) or "}}" in WELL_FORMED.sub("", text):
        raise GraphError(100, f"{kind} has braces that are not closed")
    names = list(dict.fromkeys(PLACEHOLDER.findall(text)))
    if len(names) > {"HEADER": 1, "FOOTER": 0}.get(kind, len(names)):
        raise GraphError(100, f"{kind} has too many variables")
    _check_names(names, parameter_format)
    if names and _example_count(part, parameter_format) != len(names):
        raise GraphError(100, f"{kind} needs an example for each variable")
    if kind == "BODY":
        _check_places(text)


def _check_names(names, parameter_format):
    if parameter_format == "NAMED":
        if not all(map(VARIABLE_NAME.fullmatch, names)):
            raise GraphError(100, "A variable's name is in lower case")
    elif names != [str(number) for number in range(1, len(names) + 1)]:
        raise GraphError(100, "Variables must be numbered from 1")


def _example_count(part, parameter_format):
    example = part.get("example")
    if not isinstance(example, dict):
        return 0
    name = f"{part['type'].lower()}_text"
    if parameter_format == "NAMED":
        told = example.get(f"{name}_named_params") or []
        return len([each for each in told if each.get("example")])
    values = example.get(name) or []
    values = values[0] if name == "body_text" and values else values
    return len([value for value in values if value])


def _check_places(text):
    inner = text.strip(PUNCTUATION)
    if inner.startswith("{{") or inner.endswith("}}"):
        raise GraphError(
            100, "A variable may not begin or end the BODY", subcode=2388299
        )
    if re.search(r"}}\s*{{", text):
        raise GraphError(100, "Two variables stand side by side")
    count = len(PLACEHOLDER.findall(text))
    words = re.findall(r"\S*\w\S*", PLACEHOLDER.sub(" ", text))
    if count and len(words) < 2 * count + 1:
        raise GraphError(100, "Too many variables for the length", subcode=2388293)


def _check_words(account, proposed, own):
    parts = {part["type"]: part.get("text", "") for part in proposed}
    words = (parts["BODY"], parts.get("FOOTER", ""))
    if words[0] and any(
        words == each.text for each in account.templates if each is not own
    ):
        raise GraphError(100, "Another template has the same words")

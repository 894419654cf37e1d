"""What a proposed template must look like."""

import re

from ..errors import GraphError
from . import checks
from .templates import PLACEHOLDER

NAME = re.compile(r"[a-z0-9_]{1,512}")
CATEGORIES = ("MARKETING", "UTILITY", "AUTHENTICATION")
LIMITS = {"HEADER": 60, "BODY": 1024, "FOOTER": 60}


def check(account, body):
    """Return the values of a new template, or refuse."""
    name, language = body.get("name", ""), body.get("language", "")
    category = str(body.get("category", "")).upper()
    if not NAME.fullmatch(name):
        raise GraphError(100, "A name has lower-case letters, digits and _ only")
    if not language or category not in CATEGORIES:
        raise GraphError(100, "'language' and a known 'category' are required")
    if (name, language) in {(each.name, each.language) for each in account.templates}:
        raise GraphError(100, "This name exists in this language already")
    return {
        "name": name,
        "language": language,
        "category": category,
        "components": components(body),
        "parameter_format": str(body.get("parameter_format", "POSITIONAL")).upper(),
    }


def components(body):
    proposed = [
        {**part, "type": str(part.get("type", "")).upper()}
        for part in checks.mappings(body.get("components", []), "components")
    ]
    if not any(part["type"] == "BODY" for part in proposed):
        raise GraphError(100, "A BODY is required")
    for part in proposed:
        _check_text(part)
    return proposed


def _check_text(part):
    text, kind = part.get("text", ""), part["type"]
    if len(text) > LIMITS.get(kind, 1024):
        raise GraphError(100, f"{kind} is too long")
    names = PLACEHOLDER.findall(text)
    if names and "example" not in part:
        raise GraphError(100, f"{kind} needs an example for each variable")
    if kind == "BODY" and re.search(r"^\s*{{|}}\s*$", text):
        raise GraphError(
            100, "A variable may not begin or end the BODY", subcode=2388299
        )
    numbers = [int(name) for name in dict.fromkeys(names) if name.isdigit()]
    if numbers != list(range(1, len(numbers) + 1)):
        raise GraphError(100, "Variables must be numbered from 1")

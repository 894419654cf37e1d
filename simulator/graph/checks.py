"""Small refusals shared by everything that reads a request."""

from ..errors import GraphError


def required(holder, name, where):
    if not isinstance(holder, dict) or holder.get(name) in (None, "", [], {}):
        raise GraphError(131008, f"{where}['{name}'] is required")
    return holder[name]


def text(holder, name, where, limit, *, is_required=True):
    """Return a string of at most ``limit`` characters."""
    if not is_required and name not in holder:
        return ""
    value = required(holder, name, where)
    if not isinstance(value, str):
        raise GraphError(131009, f"{where}['{name}'] must be a string")
    if len(value) > limit:
        raise GraphError(
            131009, f"{where}['{name}'] must be at most {limit} characters"
        )
    return value


def mapping(holder, name, where):
    value = required(holder, name, where)
    if not isinstance(value, dict):
        raise GraphError(131009, f"{where}['{name}'] must be an object")
    return value


def listing(holder, name, where, least, most):
    value = mappings(required(holder, name, where), f"{where}['{name}']")
    if not least <= len(value) <= most:
        raise GraphError(131009, f"{where}['{name}'] must have {least} to {most} items")
    return value


def mappings(value, where):
    """Return a list of objects, or refuse."""
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise GraphError(131009, f"{where} must be a list of objects")
    return value


def one_of(value, choices, where):
    if not isinstance(value, str) or value not in choices:
        raise GraphError(131009, f"{where} must be one of {', '.join(choices)}")
    return value


def unique(values, where):
    if len(set(values)) != len(values):
        raise GraphError(131009, f"{where} must be unique")

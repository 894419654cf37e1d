"""Filling an approved text with the parameters of one message."""

import re

from ..errors import GraphError
from . import checks, codes, messages

PLACEHOLDER = re.compile(r"{{\s*(\w+)\s*}}")
FORBIDDEN_SPACE = re.compile(r"[\n\t]| {5,}")
REFUSED = {"PAUSED": 132015, "DISABLED": 132016}


def fill(network, account, content, *, by_user_id):
    """Return what the customer will see, or refuse."""
    template = _find(account, content["name"], content["language"]["code"])
    if template.category == "AUTHENTICATION" and by_user_id:
        raise GraphError(131062, "Authentication templates need a phone number")
    given = _by_component(content.get("components", []))
    filled = {"template": template.name, "category": template.category.lower()}
    for component in template.components:
        kind = component["type"].lower()
        if kind == "buttons":
            filled["buttons"] = _fill_buttons(component["buttons"], given)
        else:
            parameters = given.get((kind, ""), [])
            is_file = component.get("format", "TEXT").upper() != "TEXT"
            filled[kind] = (
                _fill_media(network, account, component["format"].lower(), parameters)
                if is_file
                else _fill_part(template, component, kind, parameters)
            )
    _refuse_surplus(given, filled)
    if template.category == "AUTHENTICATION":
        codes.check(content["components"], given)
        codes.show(filled, template.language, given)
    return filled


def _find(account, name, language):
    for template in account.templates:
        if (template.name, template.language) == (name, language):
            if template.status in REFUSED:
                raise GraphError(REFUSED[template.status], f"{name} cannot be sent now")
            if template.status == "APPROVED":
                return template
    raise GraphError(132001, f"template name ({name}) does not exist in {language}")


def _by_component(components):
    """Return the parameters by (component, button index)."""
    given = {}
    for component in checks.mappings(components, "components"):
        kind = str(component.get("type", "")).lower()
        index = component.get("index", "") if kind == "button" else ""
        if kind == "button" and not str(index).isdigit():
            raise GraphError(131008, "button['index'] is required")
        given[kind, str(index)] = checks.mappings(
            component.get("parameters", []), "parameters"
        )
    return given


def _fill_part(template, component, kind, parameters):
    text = _fill_text(template.parameter_format, component["text"], kind, parameters)
    if kind == "body" and len(text) > 1024:
        raise GraphError(132005, "The body is longer than 1024 characters")
    return text


def _fill_media(network, account, media, parameters):
    """Return the header's file, which is sent like any other."""
    _check_count(parameters, 1, "header")
    parameter = parameters[0]
    if parameter.get("type") != media or not isinstance(parameter.get(media), dict):
        raise GraphError(132012, f"header: a {media} is expected")
    messages.check_file(network, account, media, parameter[media])
    return {"type": media, **parameter[media]}


def _fill_text(parameter_format, text, kind, parameters):
    names = list(dict.fromkeys(PLACEHOLDER.findall(text)))
    _check_count(parameters, len(names), kind)
    values = [_value(parameter) for parameter in parameters]
    keys = [parameter.get("parameter_name") for parameter in parameters]
    if parameter_format != "NAMED":
        if any(keys):
            raise GraphError(132012, f"{kind}: parameters are positional")
        keys = [str(position) for position in range(1, len(values) + 1)]
    if set(keys) != set(names):
        raise GraphError(132012, f"{kind}: parameters must be {', '.join(names)}")
    by_name = dict(zip(keys, values, strict=True))
    return PLACEHOLDER.sub(lambda match: by_name[match[1]], text)


def _fill_buttons(buttons, given):
    filled = []
    for index, button in enumerate(buttons):
        parameters = given.get(("button", str(index)), [])
        if button["type"] == "URL":
            url = _fill_text("POSITIONAL", button.get("url", ""), "button", parameters)
            filled.append({**button, "url": url})
        else:
            payload = parameters[0].get("payload") if parameters else button["text"]
            filled.append({**button, "payload": payload})
    return filled


def _value(parameter):
    kind = parameter.get("type")
    if kind in ("currency", "date_time"):
        text = checks.mapping(parameter, kind, "parameter").get("fallback_value", "")
    else:
        text = parameter.get("text", "")
    if not isinstance(text, str) or not text:
        raise GraphError(131008, "parameter['text'] is required")
    if FORBIDDEN_SPACE.search(text):
        raise GraphError(
            132018, "No newline, tab or more than four spaces in parameters"
        )
    return text


def _check_count(parameters, expected, kind):
    if len(parameters) != expected:
        raise GraphError(
            132000,
            f"{kind}: number of localizable_params ({len(parameters)}) does not match "
            f"the expected number of params ({expected})",
        )


def _refuse_surplus(given, filled):
    for kind, index in given:
        known = len(filled.get("buttons", ())) > int(index) if index else kind in filled
        if not known and given[kind, index]:
            raise GraphError(132000, f"{kind}: the template has no such component")

"""A webhook's change as signals.

Every element stands for itself: one that cannot be understood is handed on as
``Unreadable`` and the others are read as if it were not there.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from ..signals import Unreadable
from ..untrusted import MalformedError, identifier, mapping, mappings, storable
from .messages import Scene, read_element
from .notices import read_error, read_notices
from .people import People, to_keys
from .statuses import read_status


def read(change) -> list:
    value = mapping(change).get("value")
    if not isinstance(value, Mapping):
        return [Unreadable("no value", storable(change))]
    field = identifier(change.get("field"))
    reader = READERS.get(field) or partial(read_notices, field)
    signals = reader(value) or [Unreadable("nothing known in it", storable(change))]
    return [signal for signal in signals if signal is not None]


def _messages(value) -> list:
    scene = _scene(value)
    errors = mappings(value.get("errors"))
    signals = _each(value.get("messages"), read_element, replace(scene, errors=errors))
    signals += _each(value.get("statuses"), read_status)
    return signals or [read_error(error) for error in errors]


def _echoes(value) -> list:
    scene = replace(_scene(value), is_echo=True)
    return _each(value.get("message_echoes"), read_element, scene)


def _history(value) -> list:
    scene = replace(_scene(value), is_history=True)
    signals = _each(value.get("messages"), read_element, scene)
    for chunk in (value, *mappings(value.get("history"))):
        signals += [read_error(error) for error in mappings(chunk.get("errors"))]
        for thread in mappings(chunk.get("threads")):
            threaded = replace(scene, thread=identifier(thread.get("id")))
            signals += _each(thread.get("messages"), read_element, threaded)
    return signals


def _scene(value) -> Scene:
    metadata = mapping(value.get("metadata"))
    numbers = (metadata.get("display_phone_number"), metadata.get("phone_number_id"))
    return Scene(People(value.get("contacts")), own_keys=to_keys(*numbers))


def _each(elements, reader, *context) -> list:
    if elements is None:
        return []
    if not isinstance(elements, list):
        return [Unreadable("not a list", storable(elements))]
    return [_attempt(reader, element, *context) for element in elements]


def _attempt(reader, element, *context):
    try:
        return reader(element, *context)
    except MalformedError as problem:
        return Unreadable(str(problem), storable(element))


READERS = {
    "": _messages,
    "messages": _messages,
    "history": _history,
    "smb_message_echoes": _echoes,
}

"""What the buttons of a new text must look like.

A button is a dict: ``kind`` (``quick_reply``, ``url``, ``phone`` or ``copy_code``),
``text``, and by its kind ``url``, ``phone`` or ``example``.

>>> list(problems([{"kind": "quick_reply", "text": "Sim"}]))
[]
>>> list(problems([{"kind": "quick_reply"}, {"kind": "fax"}]))
[('missing', 0), ('unknown', 1)]
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

LIMIT = 10
LIMITS = {"quick_reply": LIMIT, "url": 2, "phone": 1, "copy_code": 1}
TEXT_LIMIT, URL_LIMIT, CODE_LIMIT = 25, 2000, 15
PHONE = re.compile(r"\+?\d{5,20}", re.ASCII)
# One variable, and only at the end: who opens the link must know whose it is.
ADDRESS = re.compile(r"https?://[^\s{}/]+(/[^\s{}]*)?(\{\{1\}\})?", re.IGNORECASE)


def problems(buttons) -> Iterator[tuple[str, int | str | None]]:
    """Yield the code of each problem, with the index or the kind of its button."""
    yield from _of_all(buttons)
    for index, button in enumerate(buttons):
        if button["kind"] in LIMITS:
            yield from ((code, index) for code in _of_one(button))
        else:
            yield "unknown", index


def has_variable(button) -> bool:
    """Return whether the address of a button ends in a value of each customer."""
    return "{{1}}" in (button.get("url") or "")


def _of_all(buttons):
    if len(buttons) > LIMIT:
        yield "many", None
    for kind, count in Counter(button["kind"] for button in buttons).items():
        if kind != "quick_reply" and count > LIMITS.get(kind, LIMIT):
            yield "many", kind
    texts = [button.get("text") for button in buttons]
    for index, text in enumerate(texts):
        if text and text in texts[:index]:
            yield "taken", index
    # Quick replies stand together, before or after the others.
    kinds = [_is_quick(button) for button in buttons]
    groups = [here for before, here in pairwise((None, *kinds)) if here != before]
    if groups.count(True) > 1 or groups.count(False) > 1:
        yield "mixed", None


def _of_one(button):
    text = button.get("text") or ""
    # The network writes on this button itself.
    if button["kind"] != "copy_code" and not text.strip():
        yield "missing"
    if len(text) > TEXT_LIMIT:
        yield "long"
    if "\n" in text:
        yield "line_break"
    if "{{" in text:
        yield "many_variables"
    yield from CHECKS[button["kind"]](button)


def _url(button):
    url = button.get("url") or ""
    if not ADDRESS.fullmatch(url) or len(url) > URL_LIMIT:
        yield "address"
    if has_variable(button) and not button.get("example"):
        yield "example"


def _phone(button):
    if not PHONE.fullmatch(button.get("phone") or ""):
        yield "phone"


def _copy_code(button):
    if not 0 < len(button.get("example") or "") <= CODE_LIMIT:
        yield "example"


def _is_quick(button):
    return button["kind"] == "quick_reply"


CHECKS = {
    "quick_reply": lambda _button: (),
    "url": _url,
    "phone": _phone,
    "copy_code": _copy_code,
}

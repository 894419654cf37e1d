"""What the buttons of a proposed template must look like."""

from collections import Counter
from itertools import groupby

from ..errors import GraphError
from . import checks

MOST = 10
LIMITS = {
    "QUICK_REPLY": MOST,
    "URL": 2,
    "PHONE_NUMBER": 1,
    "COPY_CODE": 1,
    "OTP": 1,
}
TEXT_LIMIT, CODE_LIMIT = 25, 15
ENDING = "{{1}}"


def check(proposed):
    """Return the buttons with their types in capitals, or refuse."""
    buttons = [
        {**button, "type": str(button.get("type", "")).upper()}
        for button in checks.mappings(proposed, "buttons")
    ]
    if not 0 < len(buttons) <= MOST:
        raise GraphError(100, f"BUTTONS has 1 to {MOST} buttons")
    for kind, count in Counter(button["type"] for button in buttons).items():
        if count > LIMITS.get(kind, 0):
            raise GraphError(100, f"{count} buttons of the type {kind} are too many")
    groups = [is_quick for is_quick, _group in groupby(buttons, _is_quick)]
    if max(groups.count(True), groups.count(False)) > 1:
        raise GraphError(100, "Quick replies must stand together")
    texts = [button["text"] for button in buttons if button.get("text")]
    if len(set(texts)) != len(texts):
        raise GraphError(100, "Two buttons have the same text")
    for button in buttons:
        _check_one(button)
    return buttons


def _check_one(button):
    text, kind = str(button.get("text", "")), button["type"]
    if not text and kind not in ("COPY_CODE", "OTP"):
        raise GraphError(100, "A button needs a text")
    if len(text) > TEXT_LIMIT or "{{" in text or "\n" in text:
        raise GraphError(100, f"A button has one line of {TEXT_LIMIT} characters")
    if kind == "URL":
        _check_link(button)
    if kind == "PHONE_NUMBER" and not str(button.get("phone_number", "")).strip("+"):
        raise GraphError(100, "A button to call needs a number")
    code = str(button.get("example", ""))
    if kind == "COPY_CODE" and not 0 < len(code) <= CODE_LIMIT:
        raise GraphError(100, f"A code has 1 to {CODE_LIMIT} characters")


def _check_link(button):
    url = str(button.get("url", ""))
    if not url.startswith(("https://", "http://")):
        raise GraphError(100, "A link needs an address")
    if "{{" in url.removesuffix(ENDING):
        raise GraphError(100, "A link has one variable, and at its end")
    examples = button.get("example") or [""]
    start = url.removesuffix(ENDING)
    if url.endswith(ENDING) and not str(examples[0]).startswith(start):
        raise GraphError(100, "A link with a variable needs a whole example")


def _is_quick(button):
    return button["type"] == "QUICK_REPLY"

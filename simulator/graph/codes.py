"""A code by template: given twice, and with a way to say that nobody asked for it."""

from ..errors import GraphError

MOST_CHARACTERS = 15
NOT_MINE = "DID_NOT_REQUEST_CODE"
NOT_MINE_TEXTS = {
    "pt": "Não solicitei um código",
    "en": "I didn't request a code",
    "es": "No solicité un código",
}


def check(components, given):
    """Refuse a code that the body and the button do not share."""
    if len(code(given)) > MOST_CHARACTERS:
        raise GraphError(132005, f"A code has at most {MOST_CHARACTERS} characters")
    for component in components:
        kind = str(component.get("type", "")).lower()
        sub_type = str(component.get("sub_type", "")).lower()
        if kind == "button" and sub_type != "url":
            raise GraphError(131008, "The button of a code has the sub_type 'url'")
    if given["button", "0"][0].get("text") != code(given):
        raise GraphError(131008, "The button must carry the same code as the body")


def show(filled, language, given):
    """Add what the app itself puts below a code."""
    filled["code"] = code(given)
    text = NOT_MINE_TEXTS.get(language[:2], NOT_MINE_TEXTS["en"])
    filled["buttons"].append({"type": "QUICK_REPLY", "text": text, "payload": NOT_MINE})


def code(given):
    return given["body", ""][0]["text"]

"""News of templates, told apart by what they hold: Meta mixes up the fields.

https://developers.facebook.com/docs/whatsapp/business-management-api/webhooks/components
"""

from ..signals import TemplateNews
from ..untrusted import identifier, line, mappings, text
from .template_components import read_button
from .template_words import (
    to_category,
    to_language,
    to_quality,
    to_reason,
    to_state,
)


def read_template_news(value) -> list[TemplateNews]:
    uid = identifier(value.get("message_template_id"))
    if not uid:
        return []
    changes = {}
    for key, reader in READERS.items():
        if key in value:
            changes |= reader(value)
    news = TemplateNews(
        uid,
        line(value.get("message_template_name"), 512),
        to_language(value.get("message_template_language")),
        **changes,
    )
    return [news]


def _event(value) -> dict:
    told = {"state": to_state(value.get("event"))}
    details = (value.get("rejection_info"), value.get("other_info"))
    told["reason"] = to_reason(value.get("reason"), *details, value.get("disable_info"))
    if line(value.get("event")).upper() == "FLAGGED":
        told["quality"] = "red"
    if category := to_category(value.get("message_template_category")):
        told["category"] = category
    return told


def _quality(value) -> dict:
    return {"quality": to_quality(value.get("new_quality_score"))}


def _category(value) -> dict:
    told = {"category": to_category(value.get("new_category")) or None}
    if coming := to_category(value.get("correct_category")):
        told["coming_category"] = coming
    if previous := to_category(value.get("previous_category")):
        told["previous_category"] = previous
    return told


def _components(value) -> dict:
    title = text(value.get("message_template_title"))
    buttons = mappings(value.get("message_template_buttons"))
    told = {
        "body": text(value.get("message_template_element")),
        "footer": text(value.get("message_template_footer")),
        "buttons": tuple(
            read_button(button, prefix="message_template_button_") for button in buttons
        ),
    }
    told |= {"header_kind": "text", "header_text": title} if title else {}
    return {"components": told}


READERS = {
    "event": _event,
    "new_quality_score": _quality,
    "new_category": _category,
    "message_template_element": _components,
}

"""What a message holds, by its kind.

Each reader takes the object that carries the kind's name and gives the words, the
file and the details of it.
"""

from dataclasses import dataclass, field

from ..signals import Media
from ..untrusted import (
    filename,
    identifier,
    line,
    link,
    mapping,
    mappings,
    mime_type,
    number,
    text,
)

LIST_LIMIT = 100


@dataclass(frozen=True)
class Content:
    text: str = ""
    media: Media | None = None
    details: dict = field(default_factory=dict)

    def __bool__(self):
        return bool(self.text or self.media or self.details)


def read_content(kind: str, element) -> Content:
    # Cards come as a list, with what is said of them beside it.
    is_list = kind == "contacts"
    return READERS[kind](element if is_list else mapping(element.get(kind)))


def _text(part):
    return Content(text(part.get("body")))


def _media(part):
    ref = identifier(part.get("id"))
    file = Media(
        ref=ref,
        mime_type=mime_type(part.get("mime_type")),
        filename=filename(part.get("filename")),
        is_voice=part.get("voice") is True,
    )
    return Content(text(part.get("caption")), file if ref else None)


def _location(part):
    place = {
        "latitude": number(part.get("latitude")),
        "longitude": number(part.get("longitude")),
        "name": line(part.get("name")),
        "address": line(part.get("address")),
    }
    return Content(details=_given(place))


def _contacts(element):
    cards = mappings(element.get("contacts"))[:LIST_LIMIT]
    details = {
        "contacts": [_card(card) for card in cards],
        "origin": identifier(element.get("origin")),
    }
    return Content(details=_given(details))


def _card(card):
    name = mapping(card.get("name"))
    phones = (p.get("phone") or p.get("wa_id") for p in mappings(card.get("phones")))
    emails = (e.get("email") for e in mappings(card.get("emails")))
    return {
        "name": line(name.get("formatted_name") or name.get("first_name")),
        "phones": _lines(phones),
        "emails": _lines(emails),
        "organisation": line(mapping(card.get("org")).get("company")),
    }


def _button(part):
    details = {"payload": text(part.get("payload"), 1_000)}
    return Content(text(part.get("text")), details=_given(details))


def _interactive(part):
    reply = mapping(part.get(identifier(part.get("type"))))
    details = {
        "type": identifier(part.get("type")),
        "id": identifier(reply.get("id")),
        "description": text(reply.get("description")),
        "name": line(reply.get("name")),
        "response": text(reply.get("response_json") or reply.get("response")),
    }
    return Content(
        text(reply.get("title") or reply.get("body")), details=_given(details)
    )


def _order(part):
    items = mappings(part.get("product_items"))[:LIST_LIMIT]
    details = {
        "catalog": identifier(part.get("catalog_id")),
        "items": [*map(_item, items)],
    }
    return Content(text(part.get("text")), details=_given(details))


def _item(item):
    return {
        "ref": identifier(item.get("product_retailer_id")),
        "quantity": number(item.get("quantity")),
        "price": number(item.get("item_price")),
        "currency": line(item.get("currency"), 10),
    }


def _unsupported(part):
    return Content(details=_given({"type": identifier(part.get("type"))}))


def read_referral(part) -> dict:
    """Return the advertisement or post through which the customer came."""
    part = mapping(part)
    referral = {
        "type": identifier(part.get("source_type")),
        "id": identifier(part.get("source_id")),
        "url": link(part.get("source_url")),
        "headline": line(part.get("headline")),
        "body": text(part.get("body")),
        "click": identifier(part.get("ctwa_clid")),
    }
    return _given(referral)


def _given(details):
    return {key: value for key, value in details.items() if value not in ("", None, [])}


def _lines(values):
    return [found for found in map(line, values) if found][:LIST_LIMIT]


READERS = {
    "text": _text,
    "image": _media,
    "video": _media,
    "audio": _media,
    "document": _media,
    "sticker": _media,
    "location": _location,
    "contacts": _contacts,
    "button": _button,
    "interactive": _interactive,
    "order": _order,
    "unsupported": _unsupported,
    "request_welcome": lambda _part: Content(),
}

"""Our messages as requests.

https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
"""

from dataclasses import dataclass
from urllib.parse import quote

from ..transport import Account, Request

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
CAPTIONED_KINDS = ("image", "video", "document")


@dataclass(frozen=True)
class Group:
    """A recipient who is several people; ``key`` came with their messages."""

    key: str


def build_text(account, recipient, text, *, tag, quoted_uid=None) -> Request:
    content = {"body": text, "preview_url": True}
    return build_message(account, recipient, "text", content, tag, quoted_uid)


def build_media(  # noqa: PLR0913 - the parts of one message
    account,
    recipient,
    kind,
    ref,
    *,
    tag,
    caption="",
    filename="",
    is_voice=False,
    quoted_uid=None,
) -> Request:
    """Return the request for a file that was uploaded as ``ref``."""
    if caption and kind not in CAPTIONED_KINDS:
        raise ValueError(f"WhatsApp shows no caption under {kind}")
    content = {"id": ref}
    if caption:
        content["caption"] = caption
    if filename and kind == "document":
        content["filename"] = filename
    if is_voice and kind == "audio":
        content["voice"] = True
    return build_message(account, recipient, kind, content, tag, quoted_uid)


def build_message(account, recipient, kind, content, tag, quoted_uid=None) -> Request:
    """Return the request for ``content``, the object that carries the kind's name."""
    payload = {
        "messaging_product": "whatsapp",
        **_to(recipient),
        "type": kind,
        kind: content,
        "biz_opaque_callback_data": tag,
    }
    if quoted_uid:
        payload["context"] = {"message_id": quoted_uid}
    url = url_of(account, account.number_ref, "messages")
    return Request("POST", url, headers=bearer(account), json=payload)


def split_text(text: str) -> list[str]:
    """Return ``text`` in pieces that fit, cut at a line or else at a word.

    >>> [len(piece) for piece in split_text("a" * 3000 + "\\n" + "b" * 3000)]
    [3000, 3000]
    """
    pieces = []
    while len(text) > TEXT_LIMIT:
        cut = _break(text)
        pieces.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [piece for piece in (*pieces, text) if piece.strip()]


def url_of(account: Account, *parts: str) -> str:
    # Ids come from outside: none may climb to another path.
    return "/".join((account.base_url.rstrip("/"), *(quote(p, safe="") for p in parts)))


def bearer(account: Account) -> dict:
    return {"Authorization": f"Bearer {account.token}"}


def _to(recipient: str | Group) -> dict:
    if isinstance(recipient, Group):
        return {"recipient_type": "group", "to": recipient.key}
    return {"recipient_type": "individual", **_to_person(recipient)}


def _to_person(recipient: str) -> dict:
    digits = recipient.removeprefix("+")
    if digits.isdigit():
        # Without its "+", Meta would put our own country code before it.
        return {"to": "+" + digits}
    return {"recipient": recipient}


def _break(text: str) -> int:
    """Return where to cut: late, so that pieces stay few."""
    for mark in ("\n", " "):
        cut = text.rfind(mark, TEXT_LIMIT // 2, TEXT_LIMIT + 1)
        if cut > 0:
            return cut
    return TEXT_LIMIT

"""Files: what may be sent as what, and how they travel.

https://developers.facebook.com/docs/whatsapp/cloud-api/reference/media
"""

import re
from urllib.parse import urlencode, urlsplit

from ..signals import Failure
from ..transport import Account, Request
from ..untrusted import mime_type as bare_type
from .building import bearer, url_of

# Megabytes are taken as the smaller of their two meanings, so Meta never refuses.
LIMITS = {
    "image": 5_000_000,
    "video": 16_000_000,
    "audio": 16_000_000,
    "document": 100_000_000,
    "sticker": 100_000,
}
KINDS = {
    "image/jpeg": "image",
    "image/png": "image",
    "image/webp": "sticker",
    "video/mp4": "video",
    "video/3gpp": "video",
    "audio/aac": "audio",
    "audio/amr": "audio",
    "audio/mpeg": "audio",
    "audio/mp4": "audio",
    "audio/ogg": "audio",
}
# What the network takes under its own name; of anything else it sees bytes only.
OFFICE = "application/vnd.openxmlformats-officedocument."
DOCUMENTS = {
    "text/plain",
    "application/pdf",
    "application/msword",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    OFFICE + "wordprocessingml.document",
    OFFICE + "spreadsheetml.sheet",
    OFFICE + "presentationml.presentation",
}
BYTES = "application/octet-stream"
# Shown as a voice message, and not as a file with sound.
VOICE = "audio/ogg"
LOOPBACK = ("127.0.0.1", "localhost")
TRUSTED_DOMAINS = (".fbsbx.com", ".fbcdn.net", ".whatsapp.net")
# Stricter than any parser of addresses, so that none can see another host in it.
ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9.-]+)(:(?P<port>\d{1,5}))?([/?][!-\[\]-~]*)?"
)


def check_media(mime_type: str, size: int) -> str | Failure:
    """Return the kind to send a file as.

    The network takes no picture, sound or film as a document that is too big for its
    kind; only what is no sticker for its size may still be one.
    """
    if not size:
        return Failure("rejected", "empty", "The file is empty.")
    kind = KINDS.get(bare_type(mime_type), "document")
    if size <= LIMITS[kind]:
        return kind
    kind, limit = limit_of(mime_type)
    if size <= limit:
        return kind
    return Failure("rejected", "too_big", f"{size} bytes of {limit}")


def limit_of(mime_type: str) -> tuple[str, int]:
    """Return what a file is to people, and how big it may be at most.

    >>> limit_of("image/png"), limit_of("image/webp"), limit_of("")
    (('image', 5000000), ('document', 100000000), ('document', 100000000))
    """
    kind = KINDS.get(bare_type(mime_type), "document")
    kind = "document" if kind == "sticker" else kind
    return kind, LIMITS[kind]


def limits() -> dict[str, tuple[str, int]]:
    """Return ``limit_of`` as a table; whatever is not in it is under ``""``."""
    return {mime_type: limit_of(mime_type) for mime_type in (*KINDS, "")}


def is_voice(mime_type: str) -> bool:
    """Return whether a recording of this type can be a voice message.

    >>> is_voice("audio/ogg; codecs=opus"), is_voice("audio/mpeg")
    (True, False)
    """
    return bare_type(mime_type) == VOICE


def upload_type(mime_type: str, size: int) -> str:
    """Return as what a file is given to the network: its type, or bytes.

    >>> upload_type("Image/PNG", 1), upload_type("image/gif", 1)
    ('image/png', 'application/octet-stream')
    """
    found = bare_type(mime_type)
    kind = "document" if found in DOCUMENTS else KINDS.get(found)
    return found if kind and size <= LIMITS[kind] else BYTES


def build_upload(
    account: Account, filename: str, mime_type: str, content: bytes
) -> Request:
    mime_type = upload_type(mime_type, len(content))
    return Request(
        "POST",
        url_of(account, account.number_ref, "media"),
        headers=bearer(account),
        data={"messaging_product": "whatsapp", "type": mime_type},
        files={"file": (filename, content, mime_type)},
        is_repeatable=True,
    )


def build_lookup(account: Account, ref: str) -> Request:
    """Return the request for the address of a file, good for five minutes."""
    query = urlencode({"phone_number_id": account.number_ref})
    url = f"{url_of(account, ref)}?{query}"
    return Request("GET", url, headers=bearer(account))


def build_download(account: Account, url: str) -> Request | Failure:
    """Return the request for a file, unless its host must not see our token."""
    if not _is_trusted(account, url):
        return Failure("rejected", "untrusted_host", "The file is on an unknown host.")
    return Request("GET", url, headers=bearer(account))


def _is_trusted(account: Account, url: str) -> bool:
    address = ADDRESS.fullmatch(url)
    if not address:
        return False
    base, host = urlsplit(account.base_url), address["host"]
    if base.hostname in LOOPBACK and host in LOOPBACK:
        return True
    is_ours = host == base.hostname or host.endswith(TRUSTED_DOMAINS)
    return is_ours and address["scheme"] == "https" and address["port"] in (None, "443")

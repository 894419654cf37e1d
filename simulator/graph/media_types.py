"""Which files the network takes, and how large."""

from ..errors import GraphError

MEGABYTE = 1024 * 1024
OFFICE = "application/vnd.openxmlformats-officedocument."
ACCEPTED = {
    "audio": (
        16 * MEGABYTE,
        {"audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"},
    ),
    "document": (
        100 * MEGABYTE,
        {
            "text/plain",
            "application/pdf",
            "application/msword",
            "application/vnd.ms-excel",
            "application/vnd.ms-powerpoint",
            OFFICE + "wordprocessingml.document",
            OFFICE + "spreadsheetml.sheet",
            OFFICE + "presentationml.presentation",
            "application/octet-stream",
        },
    ),
    "image": (5 * MEGABYTE, {"image/jpeg", "image/png"}),
    "sticker": (500 * 1024, {"image/webp"}),
    "video": (16 * MEGABYTE, {"video/mp4", "video/3gpp"}),
}
# A document may also be what another kind accepts.
ACCEPTED["document"][1].update(
    *(mimes for kind, (_limit, mimes) in ACCEPTED.items() if kind != "document")
)


def essence(mime_type):
    """Return the type without its parameters."""
    return mime_type.partition(";")[0].strip().lower()


def check(kind, mime_type, size):
    """Refuse a file that may not travel as ``kind``."""
    limit, mime_types = ACCEPTED[kind]
    if essence(mime_type) not in mime_types:
        raise GraphError(131053, f"{mime_type} cannot be sent as {kind}")
    if size > limit:
        raise GraphError(131053, f"{kind} must be at most {limit} bytes")


def check_upload(mime_type, size):
    """Refuse a file that no kind of message could carry."""
    limits = [
        limit
        for limit, mime_types in ACCEPTED.values()
        if essence(mime_type) in mime_types
    ]
    if not limits:
        raise GraphError(100, f"{mime_type} is not an accepted type")
    own = [
        limit
        for kind, (limit, mime_types) in ACCEPTED.items()
        if kind != "document" and essence(mime_type) in mime_types
    ]
    if size > (min(own) if own else max(limits)):
        raise GraphError(100, "The file is too large for its type")

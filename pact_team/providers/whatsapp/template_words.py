"""What Meta's words for the life of a template mean for us."""

from ..untrusted import line, mapping, text

STATES = {
    "APPROVED": "approved",
    # Customers complain: it is still sent, and may be paused next.
    "FLAGGED": "approved",
    "REINSTATED": "approved",
    "UNLOCKED": "approved",
    "UNARCHIVED": "approved",
    "PENDING": "pending",
    "IN_APPEAL": "pending",
    "REJECTED": "rejected",
    "PAUSED": "paused",
    "LOCKED": "paused",
    "DISABLED": "disabled",
    "ARCHIVED": "archived",
    "DELETED": "deleted",
    "PENDING_DELETION": "deleted",
    "LIMIT_EXCEEDED": "limited",
}
QUALITIES = ("green", "yellow", "red")
CATEGORIES = ("marketing", "utility", "authentication")
FORMATS = ("positional", "named")


def to_state(value) -> str | None:
    return STATES.get(line(value).upper())


def to_quality(value) -> str:
    return _one_of(QUALITIES, value)


def to_category(value) -> str:
    return _one_of(CATEGORIES, value)


def to_format(value) -> str:
    return _one_of(FORMATS, value) or "positional"


def to_language(value) -> str:
    """Return the code as it is sent: news write it with a dash, lists do not.

    >>> to_language("pt-BR")
    'pt_BR'
    """
    return line(value).replace("-", "_")


def to_reason(value, *details) -> str:
    """Return why a text was refused, with what else is said of it."""
    words = [line(value), *(_sentence(mapping(detail)) for detail in details)]
    return ". ".join(word for word in words if word and word.upper() != "NONE")


def _sentence(detail) -> str:
    names = ("title", "reason", "description", "recommendation", "disable_date")
    words = (text(detail.get(name), 500).strip() for name in names)
    return ". ".join(word.rstrip(".") for word in words if word)


def _one_of(words, value) -> str:
    word = line(value).lower()
    return word if word in words else ""

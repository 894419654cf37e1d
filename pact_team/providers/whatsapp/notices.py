"""News about the account: templates, numbers, restrictions, preferences."""

from ..signals import Notice
from ..untrusted import identifier, line, mappings, storable
from .account_news import ability, read_health_news, read_preferences
from .errors import to_failure
from .groups import read_group_news
from .people import to_keys
from .template_news import read_template_news

# Each kind of news calls its gist by another name.
EVENT_KEYS = ("event", "decision", "new_quality_score", "alert_type", "new_category")


def read_notices(field: str, value) -> list:
    """Return the notice an administrator sees, and what the product makes of it."""
    if preferences := mappings(value.get("user_preferences")):
        return [*map(_preference, preferences), *read_preferences(value)]
    event = next(filter(None, (line(value.get(key)) for key in EVENT_KEYS)), "")
    stops = field == "account_update" and ability(event, value) == "blocked"
    notice = Notice(field, event, storable(value), stops)
    news = read_health_news(field, value) + read_template_news(value)
    return [notice, *news, *read_group_news(value)]


def read_error(error) -> Notice:
    failure = to_failure(error)
    details = {"detail": failure.detail}
    return Notice("errors", failure.code, details, failure.kind == "account")


def _preference(element) -> Notice:
    keys = to_keys(element.get("user_id"), element.get("wa_id"))
    details = storable(element) | {"keys": list(keys)}
    return Notice("user_preferences", identifier(element.get("value")), details)

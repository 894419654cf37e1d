"""News of groups: who is in, what they are called, whether they may be written to.

https://developers.facebook.com/docs/whatsapp/cloud-api/groups/webhooks
"""

from ..signals import GroupNews
from ..untrusted import (
    identifier,
    mapping,
    mappings,
    moment,
    title,
)
from .errors import to_failure
from .people import People, to_keys

# Requests to join change nothing yet; an administrator sees them as a notice.
EVENTS = {
    "group_create": "created",
    "group_delete": "deleted",
    "group_participants_add": "joined",
    "group_participants_remove": "left",
    "group_settings_update": "renamed",
    "group_suspend": "suspended",
    "group_suspend_cleared": "resumed",
}
LISTS = ("added_participants", "removed_participants")


def read_group_news(value) -> list[GroupNews]:
    people = People(value.get("contacts"))
    found = (_news(element, people) for element in mappings(value.get("groups")))
    return [news for news in found if news]


def _news(element, people) -> GroupNews | None:
    key, word = identifier(element.get("group_id")), identifier(element.get("type"))
    event, subject = EVENTS.get(word), _subject(element)
    if not key or not event or (event == "renamed" and subject is None):
        return None
    failures = [to_failure(error) for error in mappings(element.get("errors"))]
    told = [{"code": each.code, "detail": each.detail} for each in failures]
    return GroupNews(
        key,
        "failed" if failures else event,
        subject,
        tuple(_people(element, people)),
        moment(element.get("timestamp")),
        told[0] if told else {},
    )


def _subject(element) -> str | None:
    if "subject" in element:
        return title(element.get("subject"))
    part = mapping(element.get("group_subject"))
    if not part or part.get("update_successful") is False:
        return None
    return title(part.get("text"))


def _people(element, people):
    for name in LISTS:
        for each in mappings(element.get(name)):
            if to_keys(each.get("user_id"), each.get("wa_id")):
                yield people.find(each.get("user_id"), each.get("wa_id"))

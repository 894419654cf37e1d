"""Whether a conversation may be started with a customer, and how.

Somebody may be talking to them already, or they may be waiting.

>>> obstacle("in_progress", is_mine=False)
'held'
>>> obstacle(None) is None
True

What the first message has to be follows from the window.

>>> lack(is_free=False, category=None)
'template'
>>> lack(is_free=True, category=None) is None
True
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from . import words

NAME_LIMIT, SUBJECT_LIMIT, KEY_LIMIT = 120, 120, 64


@dataclass(frozen=True)
class Wish:
    """What somebody asks for; whatever is missing, or makes no sense, is empty."""

    partner_id: int = 0
    number: str = ""
    name: str = ""
    team_id: int = 0
    inbox_id: int = 0
    template_id: int = 0
    values: Mapping[str, str] = field(default_factory=dict)
    subject: str = ""
    text: str = ""
    request_key: str = ""
    ticket_id: int = 0


def read(asked: object) -> Wish:
    """Return what ``asked``, a dictionary from anywhere, asks for.

    >>> read({"partner_id": 7, "name": " Ana ", "team_id": True, "values": None})
    ... # doctest: +NORMALIZE_WHITESPACE
    Wish(partner_id=7, number='', name='Ana', team_id=0, inbox_id=0, template_id=0,
         values={}, subject='', text='', request_key='', ticket_id=0)
    """
    given = asked if isinstance(asked, dict) else {}
    values = given.get("values")
    return Wish(
        **{
            name: words.record_id(given.get(name))
            for name in (
                "partner_id",
                "team_id",
                "inbox_id",
                "template_id",
                "ticket_id",
            )
        },
        number=_line(given.get("number"), None),
        name=_line(given.get("name"), NAME_LIMIT),
        values={
            key: words.clean(value)
            for key, value in (values if isinstance(values, dict) else {}).items()
        },
        subject=_line(given.get("subject"), SUBJECT_LIMIT),
        text=words.text(given.get("text")),
        request_key=words.clean(given.get("request_key"))[:KEY_LIMIT],
    )


def obstacle(
    state: str | None, *, is_mine: bool = False, is_my_queue: bool = False
) -> str | None:
    """Return what is in the way: mine, held, waiting (for me to take) or queued.

    ``state`` is that of the customer's open conversation on this inbox, if any.
    """
    if state == "in_progress":
        return "mine" if is_mine else "held"
    if state == "waiting":
        return "waiting" if is_my_queue else "queued"
    return None


def lack(
    *,
    is_free: bool,
    category: str | None,
    has_text: bool = False,
    is_opted_out: bool = False,
) -> str | None:
    """Return why the first message cannot be sent like this; None if it can.

    ``category`` is that of the chosen template, if there is one; ``is_free`` says that
    the window is open. Whoever wants no broadcasts is still told what is useful to
    them, but not advertised to.
    """
    if category and has_text:
        return "both"
    if category == "marketing" and is_opted_out:
        return "opted_out"
    return None if category or is_free else "template"


def _line(text, limit):
    return words.one_line(text)[:limit]

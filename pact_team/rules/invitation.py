"""How far an invitation has come, how long its link lives, and when to remind.

News arrives late and in any order; what a person did outweighs what became of a letter.

>>> advance("draft", "sent"), advance("opened", "sent"), advance("accepted", "bounced")
('sent', 'opened', 'accepted')

- ``draft``: written, its letter has not left yet.
- ``sent``: the letter left, and nobody complained.
- ``bounced``: the letter did not arrive; the link itself works.
- ``opened``: somebody looked at the page.
- ``accepted``: the person is in, for good.
- ``expired``: its time is over.
- ``cancelled``: taken back.

Only news of the latest letter counts: each resending has its own letter and link.
"""

from datetime import datetime, timedelta

STATES = ("draft", "sent", "bounced", "opened", "accepted", "expired", "cancelled")
# The link leads to the page.
LIVE = ("draft", "sent", "bounced", "opened")
# Where the letter did not arrive, a reminder would not either.
REMINDED = ("sent", "opened")
REMINDERS = (timedelta(days=3), timedelta(days=6))
# How often the invitee may ask for a new link, and how long between two.
RENEWALS = 3
RENEWAL_PAUSE = timedelta(hours=1)
# Whoever has a link may mistype their number, but not write to the whole town.
CODES_PER_HOUR = 10
# Links that lead nowhere, from one address.
GUESSES_PER_HOUR = 30

# What each event makes of a state; a state that is not named stays as it is.
NEXT = {
    "queued": {},
    "sent": {"draft": "sent"},
    "refused": dict.fromkeys(("draft", "sent"), "bounced"),
    # Programs that look for viruses open links too, even in letters that then bounce:
    # a failure that nobody sees is worse than one too many.
    "bounced": dict.fromkeys(("draft", "sent", "opened"), "bounced"),
    "opened": dict.fromkeys(("draft", "sent", "bounced"), "opened"),
    "accepted": dict.fromkeys(LIVE, "accepted"),
    "expired": dict.fromkeys(LIVE, "expired"),
    "cancelled": dict.fromkeys((*LIVE, "expired"), "cancelled"),
    "resent": dict.fromkeys((*LIVE, "expired", "cancelled"), "draft"),
}
EVENTS = tuple(NEXT)


def advance(state: str, event: str) -> str:
    """Return the state after ``event``; the same one where it changes nothing.

    >>> advance("cancelled", "accepted"), advance("cancelled", "resent")
    ('cancelled', 'draft')
    """
    if state not in STATES:
        raise KeyError(state)
    return NEXT[event].get(state, state)


def is_deletable(state: str) -> bool:
    """Return whether the invitation may be deleted: once accepted, never."""
    return state != "accepted"


def expiry_date(sent_date: datetime, days: int) -> datetime:
    """Return the first moment at which the link is over.

    >>> expiry_date(datetime(2026, 3, 2, 9, 0), 7)
    datetime.datetime(2026, 3, 9, 9, 0)
    """
    return sent_date + timedelta(days=days)


def is_expired(expiry: datetime, *, now: datetime) -> bool:
    return now >= expiry


def may_accept(state: str, expiry: datetime, *, now: datetime) -> bool:
    """Return whether the link lets its person in; a state may lag behind the clock."""
    return state in LIVE and not is_expired(expiry, now=now)


def may_ask_again(state: str, expiry: datetime, *, now: datetime) -> bool:
    """Return whether the invitee may have a new link sent, which ends the old one.

    Only for one whose time is over: what was cancelled comes back by the
    administrator alone.
    """
    return state == "expired" or (state in LIVE and is_expired(expiry, now=now))


def due_reminder(
    sent_date: datetime, reminders_sent: int, expiry: datetime, *, now: datetime
) -> int:
    """Return which reminder is to go now, counted from 1, or 0 for none.

    Write it down as the number of those sent: one that was missed is never made up
    for.
    """
    due = sum(now >= sent_date + wait for wait in REMINDERS)
    is_due = due > reminders_sent and not is_expired(expiry, now=now)
    return due if is_due else 0


def may_renew(renewals: int, last: datetime | None, *, now: datetime) -> bool:
    """Return whether the invitee has a new link left to ask for, and rested enough.

    >>> noon = datetime(2026, 3, 9, 12, 0)
    >>> may_renew(2, noon - RENEWAL_PAUSE, now=noon), may_renew(3, None, now=noon)
    (True, False)
    """
    return renewals < RENEWALS and (not last or now - last >= RENEWAL_PAUSE)

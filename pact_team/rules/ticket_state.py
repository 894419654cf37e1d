"""What may become of a request, and when its clock stands still.

>>> may_follow("new", "finished"), may_follow("finished", "waiting")
(True, False)
>>> holds_clock("waiting", is_held_for_customer=False)
False
"""

# What may follow each: nothing is finished twice, and what is finished only reopens.
FOLLOWERS = {
    "new": {"in_progress", "waiting", "finished"},
    "in_progress": {"waiting", "finished"},
    "waiting": {"in_progress", "finished"},
    "finished": {"in_progress"},
}
OPEN = frozenset({"new", "in_progress", "waiting"})


def may_follow(state: str, wanted: str) -> bool:
    return wanted in FOLLOWERS[state]


def holds_clock(state: str, *, is_held_for_customer: bool) -> bool:
    """Return whether no time counts in ``state``."""
    return state == "finished" or (state == "waiting" and is_held_for_customer)


def after_reply(state: str, *, reopens: bool) -> str | None:
    """Return the state after the customer wrote; None where the word is refused.

    >>> [after_reply(state, reopens=True) for state in ("new", "waiting", "finished")]
    ['new', 'in_progress', 'in_progress']
    >>> after_reply("finished", reopens=False) is None
    True
    """
    if state == "finished" and not reopens:
        return None
    return "in_progress" if state in ("waiting", "finished") else state

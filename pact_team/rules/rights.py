"""What each role may do, in one company.

A right is a claim on a membership; a role is a named set of rights. Nothing is
inherited from one role to another: the whole truth about a role stands in its row.

>>> is_granted("agent", "may_answer")
True
>>> is_granted("agent", "may_read_others")
False
"""

RIGHTS = ("may_answer", "may_read_others", "may_end_others", "may_configure")

ROLES = {
    "agent": frozenset({"may_answer"}),
    "administrator": frozenset(RIGHTS),
}


def lost(before, after):
    """Return the rights of the first membership that the second one lacks.

    >>> sorted(lost({"may_answer", "may_configure"}, {"may_answer"}))
    ['may_configure']
    """
    return set(before) - set(after)


def is_granted(role, right):
    """Return whether ``role`` carries ``right``; an unknown role carries none."""
    return right in ROLES.get(role, ())

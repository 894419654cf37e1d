"""What each role may do, in one company.

A right is a claim on a membership; a role is a named set of rights. Nothing is
inherited from one role to another: the whole truth about a role stands in its row.

>>> is_granted("agent", "may_answer")
True
>>> is_granted("agent", "may_read_others")
False
"""

RIGHTS = ("may_answer", "may_read_others", "may_configure")

ROLES = {
    "agent": frozenset({"may_answer"}),
    "administrator": frozenset(RIGHTS),
}


def is_granted(role, right):
    """Return whether ``role`` carries ``right``; an unknown role carries none."""
    return right in ROLES.get(role, ())

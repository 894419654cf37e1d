"""What each role may do, in one company.

A right is a claim on a membership. A role gives some rights outright (●), lets an
administrator tick others for one person (○), and never carries the rest (–). Nothing
is inherited from one role to another: the whole truth about a role is its column.

>>> "may_answer" in granted("agent")
True
>>> "may_transfer" in granted("agent"), "may_transfer" in optional("agent")
(False, True)
>>> "may_read_others" in ceiling("agent")
False
"""

TABLE = """
right                 agent conversation manager supervisor payments stakeholder administrator
may_answer              ●        ●          ●        ●         –          ●           ●
may_take                ●        ○          ●        ●         –          ●           ●
may_dispense            ○        ○          ○        ○         –          –           ○
may_read_others         –        –          ●        ●         –          ●           ●
may_transfer            ○        ○          ●        ●         –          ●           ●
may_assign              –        –          ●        ●         –          ●           ●
may_start               ●        ●          ●        ●         –          ●           ●
may_edit_contacts       ●        ●          ●        ●         –          ●           ●
may_read_history        ○        ○          ●        ●         –          ●           ●
may_send_catalogue      ○        ●          ●        ●         –          ●           ●
may_order               ○        ●          ○        ○         –          ●           ●
may_open_orders         –        –          –        ○         ●          ●           ●
may_order_freely        –        ○          –        ○         ○          ○           ●
may_manage_orders       –        –          –        ○         ●          ●           ●
may_reconcile           –        –          –        ○         ○          –           ●
may_see_own_figures     ●        ●          ●        ●         –          ●           ●
may_see_team_figures    –        –          ●        ○         –          –           ●
may_report_own          –        ●          ●        ○         –          ●           ●
may_report              –        –          ●        ○         –          ●           ●
may_report_payments     –        –          –        ○         ○          ●           ●
may_read_feedback       –        –          ●        ○         –          –           ●
may_use_templates       ●        ●          ●        ●         –          ●           ●
may_manage_templates    –        ●          –        ○         –          ●           ●
may_pause               ●        ●          ●        ●         –          –           ●
may_grant_pauses        –        –          ○        ○         –          –           ●
may_invite              –        –          ●        –         –          –           ●
may_configure           –        –          –        –         –          –           ●
may_remove              –        –          ○        –         –          –           ●
may_delete              –        –          –        –         –          –           ●
may_read_confidential   ○        ○          ●        ○         –          ○           ●
may_chat                ○        ○          ●        ●         ○          ●           ●
"""  # noqa: E501 - a table is read by its columns

[_head, *_rows] = [line.split() for line in TABLE.strip().splitlines()]
KINDS = tuple(_head[1:])
RIGHTS = tuple(right for right, *_marks in _rows)
_MARKS = {right: dict(zip(KINDS, marks, strict=True)) for right, *marks in _rows}

# The people a manager may invite and edit: those who only answer customers.
AGENT_KINDS = frozenset({"agent", "conversation"})


def granted(kind):
    """Return the rights that every holder of a role of ``kind`` has."""
    return _marked(kind, "●")


def optional(kind):
    """Return the rights that may be ticked for one holder of the role."""
    return _marked(kind, "○")


def ceiling(kind):
    """Return the most that a role of ``kind`` may carry, ticked or not.

    >>> ceiling("nobody")
    frozenset()
    """
    return granted(kind) | optional(kind)


def effective(roles, options):
    """Return the rights of somebody with ``roles`` and the ticked ``options``.

    Each role is a pair: what it grants, and what it lets one tick. An option that
    none of the roles allows is worth nothing.

    >>> agent = ({"may_answer"}, {"may_transfer"})
    >>> sorted(effective([agent], {"may_transfer", "may_configure"}))
    ['may_answer', 'may_transfer']
    """
    roles = list(roles)
    given = frozenset().union(*(given for given, _allowed in roles))
    allowed = frozenset().union(*(allowed for _given, allowed in roles))
    return given | (allowed & frozenset(options))


def lost(before, after):
    """Return the rights of the first membership that the second one lacks.

    >>> sorted(lost({"may_answer", "may_configure"}, {"may_answer"}))
    ['may_configure']
    """
    return set(before) - set(after)


def _marked(kind, mark):
    return frozenset(right for right in RIGHTS if _MARKS[right].get(kind) == mark)

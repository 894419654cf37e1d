"""What people do with groups."""

from .. import groups
from ..account import Number
from ..groups import Group
from .routes import route


@route("GET", "groups")
def list_groups(network, _given):
    return [group.as_dict() for group in network.of_kind(Group)]


@route("POST", "groups")
def create(network, given):
    """Make a group of the business at ``number_id`` with ``people`` in it."""
    number = network.node(given["number_id"], Number)
    with network.lock:
        group = groups.create(network, number, given["subject"])
        for key in given.get("people", []):
            groups.join(network, group, network.customer(key))
    return group.as_dict()


@route("POST", "groups/<group_id>/<action>")
def act(network, given, group_id, action):
    """Let somebody ``join`` or ``leave``; ``rename``, ``suspend`` or ``delete`` it."""
    group = network.node(group_id, Group)
    if action not in ACTIONS:
        message = f"{action!r} is none of {', '.join(ACTIONS)}."
        raise ValueError(message)
    with network.lock:
        ACTIONS[action](network, group, given)
    return {"success": True}


def _suspend(network, group, given):
    groups.suspend(network, group, is_suspended=given.get("suspended", True))


ACTIONS = {
    "join": lambda network, group, given: groups.join(
        network, group, network.customer(given["customer"])
    ),
    "leave": lambda network, group, given: groups.leave(
        network, group, network.customer(given["customer"])
    ),
    "rename": lambda network, group, given: groups.rename(
        network, group, given["subject"]
    ),
    "suspend": _suspend,
    "delete": lambda network, group, _given: groups.delete(network, group),
}

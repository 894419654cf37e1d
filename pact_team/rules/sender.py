"""Why nothing is sent to many from an inbox.

It is asked when somebody prepares it, when it is let out, and while it runs: all of
this may change meanwhile.

>>> good = Sender()
>>> problem(good) is None
True
>>> problem(Sender(is_active=False)), problem(Sender(can_send="limited"))
('archived', 'limited')
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Sender:
    """What is known of an inbox, and of who sends from it."""

    is_active: bool = True
    is_begun_by_agents: bool = True
    is_connected: bool = True
    is_of_my_teams: bool = True
    is_stopped: bool = False
    can_send: str = "available"


def problem(sender: Sender) -> str | None:
    """Return the first thing that is in the way, by its name; None if nothing is."""
    found = {
        "archived": not sender.is_active,
        "inbound": not sender.is_begun_by_agents,
        "unconnected": not sender.is_connected,
        "others": not sender.is_of_my_teams,
        "stopped": sender.is_stopped,
        # An answer still leaves from a limited one; this is none.
        sender.can_send: sender.can_send in ("limited", "blocked"),
    }
    return next((name for name, is_so in found.items() if is_so), None)

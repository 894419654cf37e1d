"""The clock on the wall of a person, moved from zone to zone."""

NOON = 12


def noon(now):
    """Return how many hours ahead of UTC the clocks strike twelve in this hour.

    :param datetime now: in UTC
    """
    return NOON - now.hour


def move(admin, login, hours):
    """Let the person work where clocks are so many hours ahead of UTC."""
    # The signs of these zones are the other way round.
    vals = {"name": "Relógio na parede", "tz": f"Etc/GMT{-hours:+d}"}
    [calendar] = admin.call("resource.calendar", "create", [vals])
    _give(admin, login, calendar)


def forget(admin, login):
    """Let the person have no hours of their own again."""
    _give(admin, login, False)


def _give(admin, login, calendar):
    members = admin.call("pact.member", "search", [["user_id.login", "=", login]])
    admin.call("pact.member", "write", members, {"calendar_id": calendar})

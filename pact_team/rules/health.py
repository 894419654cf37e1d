"""When administrators are warned about a number.

Once, when it becomes worse; never for what they know already, or for getting better.

>>> well, bad = Standing("green", "available"), Standing("red", "available")
>>> worsened(well, bad)
'quality'
>>> worsened(bad, bad), worsened(bad, well)
(None, None)
"""

from dataclasses import dataclass

ABILITIES = ("available", "limited", "blocked")


@dataclass(frozen=True)
class Standing:
    """What the network thinks of a number, and lets it send."""

    quality: str
    can_send: str


def worsened(before: Standing, after: Standing) -> str | None:
    """Return what got worse: ``blocked``, ``limited`` or ``quality``; else None."""
    if ABILITIES.index(after.can_send) > ABILITIES.index(before.can_send):
        return after.can_send
    if after.quality == "red" != before.quality:
        return "quality"
    return None

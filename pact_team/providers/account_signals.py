"""How an account and its number are doing on a network, in our own words."""

from dataclasses import dataclass, field

# What ``check_account`` may find; where it finds nothing, messages come and go.
FINDINGS = (
    "unreachable_api",
    "token",
    "permission",
    "number_unknown",
    "account_unknown",
    "not_registered",
    "name_not_approved",
    "billing",
    "blocked",
    "not_subscribed",
)


@dataclass(frozen=True)
class Health:
    """What the network thinks of a number, and lets it do.

    ``quality`` is ``green``, ``yellow``, ``red`` or empty. ``limit`` is how many people
    may be written to first within 24 hours, None for as many as one likes.
    ``throughput`` is messages per second. ``can_send`` is ``available``, ``limited`` or
    ``blocked``, ``reasons`` are the network's own sentences about it. ``name_state`` is
    ``approved``, ``pending``, ``declined``, ``expired`` or empty. ``is_connected`` is
    False for a number that is not registered.
    """

    quality: str = ""
    limit: int | None = None
    throughput: int = 80
    can_send: str = "available"
    reasons: tuple[str, ...] = ()
    display_number: str = ""
    verified_name: str = ""
    name_state: str = ""
    is_connected: bool = True


@dataclass(frozen=True)
class HealthNews:
    """Something of ``Health`` has changed: ``changes`` holds the fields that are told.

    ``display_number`` names the number by its digits, empty when all numbers of the
    account are concerned. Without any change the rest is worth asking for.
    """

    event: str
    display_number: str = ""
    changes: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """One thing that keeps messages from coming or going; ``kind`` is of ``FINDINGS``.

    ``detail`` is the network's own word on it, for an administrator.
    """

    kind: str
    detail: str = ""

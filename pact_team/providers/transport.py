"""The one place that speaks HTTP: a request built by a provider, and what came back."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Account:
    """What a provider needs to know of an inbox in order to speak for it."""

    base_url: str
    number_ref: str
    account_ref: str
    token: str


@dataclass(frozen=True)
class Request:
    method: str
    url: str
    headers: dict = field(default_factory=dict)
    json: dict | None = None
    data: dict | None = None
    files: dict | None = None


@dataclass(frozen=True)
class Accepted:
    """The network took our message under ``uid``; it may still fail later."""

    uid: str
    keys: tuple[str, ...] = ()

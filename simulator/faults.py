"""Failures, only ever by rule: where, when, and what goes wrong."""

import itertools
import threading
from dataclasses import asdict, dataclass, field

from . import phone_numbers

TARGETS = (
    "any",
    "messages",
    "media",
    "download",
    "templates",
    "webhook",
    "mail",
    "sms",
    "gateway",
)
# ``any`` is every answer of the Graph API, so none of these.
APART = ("webhook", "mail", "sms", "gateway")
PRESETS = (
    "http_500",
    "http_502_html",
    "truncated_json",
    "reset_before",
    "reset_after",
    "timeout_after",
    "graph_error",
    "fail_later",
    "hold",
    "status_first",
    "slow",
    "truncated",
    "wrong_length",
    "wrong_hash",
    "redirect",
    "expired_token",
    "duplicate",
    "duplicate_at_once",
    "duplicate_later",
    "refused",
)


@dataclass
class Rule:
    """One thing that goes wrong.

    ``times`` limits how often (none: always), ``every`` picks each n-th occasion,
    ``match`` narrows it down by what the occasion says of itself, for example
    ``{"to": "+55…"}`` in any spelling, and ``options`` belong to the preset. Mail is
    refused per recipient (``mail``, by ``address``), an SMS per number (``sms``, by
    ``to``); ``gateway`` is the whole request that brought some SMS.
    """

    target: str
    preset: str
    times: int = None
    every: int = 1
    match: dict = field(default_factory=dict)
    options: dict = field(default_factory=dict)
    seen: int = 0
    used: int = 0

    def __post_init__(self):
        for value, known in ((self.target, TARGETS), (self.preset, PRESETS)):
            if value not in known:
                message = f"{value!r} is none of {', '.join(known)}."
                raise ValueError(message)
        if "to" in self.match:
            self.match = self.match | {"to": phone_numbers.wa_id(self.match["to"])}
        if "address" in self.match:
            self.match = self.match | {"address": self.match["address"].lower()}

    def applies(self, target, facts):
        """Count the occasion, and return whether the rule strikes this time."""
        if not self._covers(target) or not self._matches(facts):
            return False
        self.seen += 1
        strikes = self.seen % self.every == 0
        strikes = strikes and (self.times is None or self.used < self.times)
        self.used += strikes
        return strikes

    def _covers(self, target):
        return self.target == target or (self.target == "any" and target not in APART)

    def _matches(self, facts):
        return all(facts.get(name) == value for name, value in self.match.items())


class Faults:
    def __init__(self):
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._rules = {}

    def add(self, target, preset, **rule):
        with self._lock:
            number = next(self._numbers)
            self._rules[number] = Rule(target, preset, **rule)
            return number

    def clear(self, number=None):
        with self._lock:
            if number is None:
                self._rules.clear()
            else:
                self._rules.pop(number, None)

    def strike(self, target, **facts):
        """Return the first rule that strikes, or nothing."""
        with self._lock:
            rules = self._rules.values()
            return next((rule for rule in rules if rule.applies(target, facts)), None)

    def as_list(self):
        with self._lock:
            return [{"id": key, **asdict(rule)} for key, rule in self._rules.items()]

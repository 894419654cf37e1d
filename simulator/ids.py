"""Identifiers, the same in every run that starts from the same seed."""

import base64
import hashlib
import itertools

TEMPLATE_BASE = 4_100_000_000  # beyond 32 bits, as the real ones are


class Ids:
    def __init__(self, seed=0):
        self._seed = seed
        self._counters = {}

    def wamid(self):
        name = f"sim:{self._seed}:{self._next('message'):08d}"
        return "wamid." + base64.b64encode(name.encode()).decode()

    def media(self):
        return str(int(f"9{self._seed % 10**10:010d}") * 10**6 + self._next("media"))

    def group(self):
        name = f"group:{self._seed}:{self._next('group'):04d}"
        return base64.urlsafe_b64encode(name.encode()).decode()

    def template(self):
        return str(TEMPLATE_BASE + self._next("template"))

    def trace(self):
        return "A" + _digest(f"trace:{self._seed}:{self._next('trace')}")[:20]

    def number(self, kind):
        return self._next(kind)

    def _next(self, kind):
        counter = self._counters.setdefault(kind, itertools.count(1))
        return next(counter)


def scoped_user_id(portfolio, person, generation, country):
    """Return how one business portfolio knows a person who shows no number.

    It depends on nothing else, so that it survives a restart as the real one does.
    """
    digest = hashlib.sha256(f"{portfolio}/{person}/{generation}".encode()).hexdigest()
    return f"{country}.{int(digest, 16) % 10**19:019d}"


def _digest(text):
    return hashlib.sha256(text.encode()).hexdigest()

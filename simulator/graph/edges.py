"""Who answers which call: the API speaks of nodes and their edges."""

from dataclasses import dataclass, field

ANSWERS = {}


@dataclass
class Call:
    """One authorised request, on its way to whoever answers it."""

    network: object
    node: object
    args: dict
    body: dict
    files: dict = field(default_factory=dict)
    fault: object = None
    base_url: str = ""
    content: bytes = b""

    def given(self, name, default=None):
        """Return a value from the body, or else from the address."""
        return self.body.get(name, self.args.get(name, default))


def edge(kind, method, name=""):
    """Register the decorated function as the answer to ``method /<kind>/<name>``."""

    def register(function):
        ANSWERS[kind, method, name] = function
        return function

    return register

"""Whether our own mail server vouches for the address that a letter says it is from.

Anybody writes any address. The server that took the letter looked at where it came
from, and wrote down what it found (RFC 8601): only what this one wrote counts, and
only of the domain of that address.

>>> said = "mx.us.example; dkim=pass header.d=client.example; spf=fail"
>>> is_vouched_for("maria@client.example", [said], server="mx.us.example")
True
>>> is_vouched_for("maria@client.example", [said], server="mx.else.example")
False
>>> is_vouched_for("maria@other.example", [said], server="mx.us.example")
False
>>> is_vouched_for("maria@client.example", [said], server="")
False
"""

import re
from collections.abc import Iterable

# Of which domain each of them speaks.
DOMAINS = {
    "dmarc": ("header.from",),
    "dkim": ("header.d", "header.i"),
    "spf": ("smtp.mailfrom",),
}
# What is quoted, or noted in brackets, is no sign of the server, whoever wrote it.
QUOTED = r'"(?:[^"\\]|\\.)*"'
OUTSIDE = re.compile(rf'{QUOTED}|[^"\\]', re.DOTALL)
NOTED = re.compile(r"\\.|[^\\]", re.DOTALL)
NAMED = re.compile(rf'([\w.-]+)(?:/\d+)?\s*=\s*((?:{QUOTED}|[^\s"])+)(?:\s+|$)')


def is_vouched_for(address: str, results: Iterable[str], *, server: str) -> bool:
    """Return whether ``server`` says in its ``results`` that ``address`` wrote.

    :param results: the headers ``Authentication-Results``, the topmost first
    """
    domain = address.rpartition("@")[2].lower()
    if not (server and domain):
        return False
    # Whoever wrote the letter may have written others, which then stand below.
    # One that nobody can read, and hence without a name, may be ours.
    found = (_read(each) for each in results)
    ours = next((rest for name, rest in found if name in ("", server.lower())), ())
    return any(_speaks_for(domain, each) for each in ours)


def _read(header):
    """Return by whom it is, and what it says; nothing of what is not whole."""
    head, *rest = _parts(" ".join(header.split()))
    return head.partition(" ")[0].lower(), rest


def _parts(header):
    """Split at each semicolon that is neither quoted nor noted; leave out notes."""
    parts, depth, at = [""], 0, 0
    while found := (NOTED if depth else OUTSIDE).match(header, at):
        at, piece = found.end(), found[0]
        if piece == ")" and depth:
            depth -= 1
        elif piece == "(":
            depth += 1
        elif piece == ";" and not depth:
            parts.append("")
        elif not depth:
            parts[-1] += piece
    is_whole = at == len(header) and not depth
    return [part.strip() for part in parts] if is_whole else [""]


def _speaks_for(domain, said):
    words = NAMED.findall(said)
    if not words or NAMED.sub("", said):
        return False
    (method, result), *properties = words
    named = DOMAINS.get(method.lower(), ())
    return result.lower() == "pass" and any(
        _is_of(domain, value) for name, value in properties if name.lower() in named
    )


def _is_of(domain, named):
    """Return whether ``named`` is the domain, or one that it belongs to."""
    owner = named.strip('"').rpartition("@")[2].lower()
    return bool(owner) and (domain == owner or domain.endswith(f".{owner}"))

"""Who may call, and for which account."""

from ..errors import GraphError


def token(network, request):
    """Return the live token a request shows."""
    kind, _space, value = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() not in ("bearer", "oauth"):
        value = request.args.get("access_token", "")
    found = network.tokens.get(value.strip())
    if found is None:
        raise GraphError(190, "Invalid OAuth access token")
    if found.is_expired(network.clock.now()):
        raise expired()
    return found


def expired():
    return GraphError(190, "The access token has expired", subcode=463)


def check_scope(held, node):
    """Refuse another account's objects."""
    if node.account.id not in held.account_ids:
        raise GraphError(10, "The token does not cover this object")

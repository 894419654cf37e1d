"""One request, and what its answer means."""

from .. import transport
from ..signals import Failure


def ask(session, request, read, limit=None):
    """Return what ``read`` makes of the answer, or why there is none to read."""
    if isinstance(request, Failure):
        return request
    response = transport.send(session, request, limit=limit)
    return response if isinstance(response, Failure) else read(response)

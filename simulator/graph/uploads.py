"""The example of a header: announced, sent in one piece, and then named by a handle."""

import hashlib

from ..account import App, Upload
from ..errors import GraphError
from . import media_types
from .edges import edge


@edge(App, "POST", "uploads")
def announce(call):
    size, mime_type = str(call.given("file_length", "")), call.given("file_type", "")
    if not size.isdecimal() or not int(size):
        raise GraphError(100, "'file_length' is required")
    media_types.check_upload(mime_type, int(size))
    name = f"upload:{call.network.ids.number('upload')}"
    node = Upload(name, call.node.account, int(size), mime_type)
    call.network.add(node)
    return {"id": f"{name}?sig=ARZ{node.size}"}


@edge(Upload, "POST")
def receive(call):
    """Take the whole file; a part of it would have to go on where it stopped."""
    if call.args.get("sig") != f"ARZ{call.node.size}":
        raise GraphError(100, "The signature of the upload is wrong")
    if len(call.content) != call.node.size:
        raise GraphError(100, "The file is not as long as announced")
    handle = "4:" + hashlib.sha256(call.content).hexdigest()
    call.node.account.handles.add(handle)
    del call.network.nodes[call.node.id]
    return {"h": handle}

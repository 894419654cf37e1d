"""Files: upload, lookup, and the bytes from a place of their own."""

import base64
import hashlib
import hmac
from urllib.parse import urlencode

from ..account import Media, Number
from ..errors import GraphError
from . import media_types
from .edges import edge

DAY = 86400
UPLOAD_DAYS = 30
WEBHOOK_DAYS = 7


@edge(Number, "POST", "media")
def upload(call):
    if call.given("messaging_product") != "whatsapp":
        raise GraphError(100, "messaging_product must be 'whatsapp'")
    if "file" not in call.files:
        raise GraphError(100, "'file' is required")
    file = call.files["file"]
    content = file.read()
    mime_type = file.mimetype or call.given("type", "")
    media_types.check_upload(mime_type, len(content))
    if not content:
        raise GraphError(100, "The file is empty")
    media = store(call.network, call.node.account, content, mime_type, UPLOAD_DAYS)
    return {"id": media.id}


@edge(Media, "GET")
def look_up(call):
    media, owner = call.node, call.given("phone_number_id")
    number = call.network.nodes.get(owner)
    if owner and (number is None or number.account is not media.account):
        raise GraphError(100, "phone_number_id does not own this media")
    return {
        "messaging_product": "whatsapp",
        "url": fresh_url(call.network, media),
        "mime_type": media.mime_type,
        "sha256": hashlib.sha256(media.content).hexdigest(),
        "file_size": str(len(media.content)),
        "id": media.id,
    }


@edge(Media, "DELETE")
def delete(call):
    del call.network.nodes[call.node.id]
    return {"success": True}


def store(network, account, content, mime_type, days, filename=""):
    return network.add(
        Media(
            network.ids.media(),
            account,
            content,
            mime_type,
            network.clock.now() + days * DAY,
            filename,
        )
    )


def described(network, media):
    """Return the file as a webhook introduces it."""
    digest = hashlib.sha256(media.content).digest()
    told = {
        "id": media.id,
        "mime_type": media.mime_type,
        "sha256": media.sha256 or base64.b64encode(digest).decode(),
    }
    if network.settings.media_url_in_webhook:
        told["url"] = fresh_url(network, media)
    return told


def fresh_url(network, media):
    """Return an address that works for five minutes."""
    expires = int(network.clock.now() + network.settings.media_url_seconds)
    query = {"mid": media.id, "ext": expires, "hash": _seal(media.id, expires)}
    return f"{network.media_url}/attachments/?{urlencode(query)}"


def find_by_url(network, query):
    """Return the file an address points to, while it does."""
    media_id, expires = query.get("mid", ""), query.get("ext", "")
    if not expires.isdigit() or network.clock.now() >= int(expires):
        return None
    if not hmac.compare_digest(query.get("hash", ""), _seal(media_id, expires)):
        return None
    media = network.nodes.get(media_id)
    return media if isinstance(media, Media) else None


def _seal(media_id, expires):
    return hashlib.sha256(f"seal:{media_id}:{expires}".encode()).hexdigest()[:32]

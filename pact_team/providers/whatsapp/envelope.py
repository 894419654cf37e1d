"""The outside of a webhook: is it for us, is it from Meta, whose is it.

https://developers.facebook.com/docs/graph-api/webhooks/getting-started
"""

import hashlib
import hmac
import re
from collections.abc import Mapping

from ..untrusted import identifier, mapping, mappings, storable

SIGNATURE = re.compile(r"sha256=([0-9a-f]{64})")


def handshake(query: Mapping, verify_token: str) -> str | None:
    """Return the challenge to echo, or None to refuse."""
    given = query.get("hub.verify_token") or ""
    is_ours = verify_token and hmac.compare_digest(_bytes(given), _bytes(verify_token))
    if not is_ours or query.get("hub.mode") != "subscribe":
        return None
    return query.get("hub.challenge") or None


def is_genuine(secret: str, signature: str | None, body: bytes) -> bool:
    """Return whether Meta signed exactly these bytes; without a secret, nothing is."""
    claim = SIGNATURE.fullmatch(signature or "")
    if not secret or not claim:
        return False
    digest = hmac.new(_bytes(secret), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(claim[1], digest)


def route(payload) -> list[tuple[str, dict]]:
    """Return each change with the address it belongs to, safe to store.

    The address is the id of the business number, or the id of the account when the
    change concerns them all.
    """
    return [
        (address, storable(_change(entry, change)))
        for entry in mappings(mapping(payload).get("entry"))
        for change in mappings(entry.get("changes"))
        if (address := _address(entry, change))
    ]


def _address(entry, change) -> str:
    metadata = mapping(mapping(change.get("value")).get("metadata"))
    return identifier(metadata.get("phone_number_id")) or identifier(entry.get("id"))


def _change(entry, change) -> dict:
    return {
        "account": identifier(entry.get("id")),
        "time": entry.get("time"),
        "field": identifier(change.get("field")),
        "value": change.get("value"),
    }


def _bytes(word: str) -> bytes:
    return word.encode("utf-8", "surrogatepass")

"""How a webhook's bytes are written and signed."""

import hashlib
import hmac
import json

SPACINGS = ((",", ":"), (", ", ": "), (",", ": "))
MODES = ("good", "none", "sha1", "wrong", "upper", "other")


def as_bytes(payload, variant=0):
    """Write JSON with ``\\uXXXX`` and ``\\/``, and with spacing that varies."""
    separators = SPACINGS[variant % len(SPACINGS)]
    text = json.dumps(payload, ensure_ascii=True, separators=separators)
    return text.replace("/", "\\/").encode()


def sign(secret, body):
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def headers(secret, body, mode="good"):
    """Return the signature header, or one that must be refused."""
    if mode == "none":
        return {}
    if mode == "sha1":
        digest = hmac.new(secret.encode(), body, hashlib.sha1).hexdigest()
        return {"X-Hub-Signature": f"sha1={digest}"}
    values = {
        "good": lambda: sign(secret, body),
        "wrong": lambda: sign(secret + "-wrong", body),
        "upper": lambda: "sha256=" + sign(secret, body)[7:].upper(),
        "other": lambda: sign(secret, body + b" "),
    }
    return {"X-Hub-Signature-256": values[mode]()}

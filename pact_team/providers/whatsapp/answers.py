"""What Meta answered to a request of ours."""

import json
from email.utils import parsedate_to_datetime

from ..signals import Failure
from ..transport import Accepted, Response
from ..untrusted import identifier, link, mapping, mappings, number
from .errors import has_code, to_failure
from .people import to_keys

HELD = ("held_for_quality_assessment", "paused")


def read_answer(response: Response) -> Accepted | Failure:
    """Return what became of a message; when in doubt it may have been delivered."""
    body = _json(response)
    message, contact = _first(body.get("messages")), _first(body.get("contacts"))
    uid = identifier(message.get("id"))
    if _is_success(response) and uid:
        keys = to_keys(contact.get("user_id"), contact.get("wa_id"))
        return Accepted(uid, keys, message.get("message_status") in HELD)
    return _failure(response, in_doubt="uncertain")


def read_success(response: Response):
    """Return the object a question was answered with, or why there is none."""
    body = _json(response)
    return body if _is_success(response) and body else _failure(response)


def read_upload(response: Response) -> str | Failure:
    """Return the reference under which an uploaded file may be sent."""
    ref = identifier(_json(response).get("id"))
    return ref if _is_success(response) and ref else _failure(response)


def read_lookup(response: Response) -> str | Failure:
    """Return the address from which a file can be fetched."""
    url = link(_json(response).get("url"))
    return url if _is_success(response) and url else _failure(response)


def read_download(response: Response) -> bytes | Failure:
    """Return the file; an address that has expired is worth another lookup."""
    if response.status == 200:
        return response.body
    if response.status == 404:
        return Failure("busy", "404", "The address of the file has expired.")
    return _failure(response)


def _failure(response: Response, in_doubt="busy") -> Failure:
    error = _json(response).get("error")
    patience = _retry_after(response.headers)
    if has_code(error):
        return to_failure(error, patience)
    detail = f"HTTP {response.status} without an explanation"
    if response.status == 429:
        return Failure("throttled", "429", detail, patience)
    is_final = 300 <= response.status < 500
    kind = "rejected" if is_final else in_doubt
    return Failure(kind, str(response.status), detail, patience)


def _is_success(response: Response) -> bool:
    return 200 <= response.status < 300


def _json(response: Response):
    try:
        return mapping(json.loads(response.body))
    except (ValueError, RecursionError):
        return {}


def _first(value):
    return next(iter(mappings(value)), {})


def _retry_after(headers) -> float | None:
    return _announced(headers) or _estimated(headers)


def _announced(headers) -> float | None:
    """Return the seconds of ``Retry-After``, which may also hold a date."""
    value = headers.get("retry-after", "")
    try:
        then, sent = map(parsedate_to_datetime, (value, headers.get("date", "")))
        seconds = (then - sent).total_seconds()
    except (TypeError, ValueError):
        seconds = number(value) or 0
    return seconds if seconds > 0 else None


def _estimated(headers) -> float | None:
    """Return the longest wait that Meta estimates, which it does in minutes."""
    try:
        usage = json.loads(headers.get("x-business-use-case-usage", ""))
    except (ValueError, RecursionError):
        return None
    cases = (case for part in mapping(usage).values() for case in mappings(part))
    waits = (number(case.get("estimated_time_to_regain_access")) for case in cases)
    return max((wait * 60 for wait in waits if wait and wait > 0), default=None)

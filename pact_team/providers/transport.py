"""The one place that speaks HTTP: a request built by a provider, and what came back."""

import ssl
from dataclasses import dataclass, field

import requests
from urllib3 import exceptions as connection

from .signals import Failure

TIMEOUT = (5, 20)
# Answers of an API are small; only files are fetched with a limit of their own.
ANSWER_LIMIT = 1_000_000
CHUNK = 65_536
WRONG_SETTINGS = (
    requests.exceptions.InvalidURL,
    requests.exceptions.MissingSchema,
    requests.exceptions.InvalidSchema,
    requests.exceptions.InvalidHeader,
    UnicodeError,
)
NEVER_CONNECTED = (
    connection.NewConnectionError,
    connection.ConnectTimeoutError,
    connection.ProxyError,
)


@dataclass(frozen=True)
class Account:
    """What a provider needs to know of an inbox in order to speak for it.

    ``app_ref`` is the program the token belongs to; only a file that shows how a
    template will look needs it.
    """

    base_url: str
    number_ref: str
    account_ref: str
    token: str = field(repr=False)
    app_ref: str = ""


@dataclass(frozen=True)
class Request:
    """A call to make; ``is_repeatable`` when making it twice does no harm."""

    method: str
    url: str
    headers: dict = field(default_factory=dict, repr=False)
    # What people write, and the codes they get, are in no log either.
    json: dict | None = field(default=None, repr=False)
    data: dict | bytes | None = field(default=None, repr=False)
    files: dict | None = field(default=None, repr=False)
    is_repeatable: bool = False


@dataclass(frozen=True)
class Response:
    """What came back; the names of ``headers`` are in lower case."""

    status: int
    headers: dict
    body: bytes


@dataclass(frozen=True)
class Accepted:
    """The network took our message under ``uid``; it may still fail later.

    ``is_held`` when it first watches what others make of the same template.
    """

    uid: str
    keys: tuple[str, ...] = ()
    is_held: bool = False


class TooBigError(ValueError):
    """More came back than we are willing to hold."""


def send(
    session: requests.Session, request: Request, *, limit: int | None = None
) -> Response | Failure:
    """Return the answer, whatever it says, or why there is none.

    A redirect is an answer and never followed: it would carry our token elsewhere.
    """
    is_repeatable = request.is_repeatable or request.method == "GET"
    try:
        return _exchange(session, request, limit or ANSWER_LIMIT)
    except WRONG_SETTINGS as error:
        return _failure("account", error)
    except TooBigError as error:
        return _failure("rejected" if is_repeatable else "uncertain", error)
    except requests.RequestException as error:
        is_safe = is_repeatable or _was_never_sent(error)
        return _failure("busy" if is_safe else "uncertain", error)


def _exchange(session, request, limit) -> Response:
    with session.request(
        request.method,
        request.url,
        headers=request.headers,
        json=request.json,
        data=request.data,
        files=request.files,
        # Without an answer here, a .netrc would replace our Authorization.
        auth=lambda prepared: prepared,
        timeout=TIMEOUT,
        allow_redirects=False,
        stream=True,
    ) as response:
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Response(response.status_code, headers, _body(response, limit))


def _body(response, limit) -> bytes:
    body = bytearray()
    for chunk in response.iter_content(CHUNK):
        body += chunk
        if len(body) > limit:
            raise TooBigError
    _check_complete(response, body)
    return bytes(body)


def _check_complete(response, body):
    # Older urllib3 takes a connection that closes too early for the end of the file.
    announced = response.headers.get("Content-Length", "")
    is_packed = "Content-Encoding" in response.headers
    if announced.isdecimal() and not is_packed and len(body) < int(announced):
        raise requests.ConnectionError("incomplete")


def _was_never_sent(error) -> bool:
    reason = getattr(error.args[0], "reason", None) if error.args else None
    cause = reason.args[0] if isinstance(reason, connection.SSLError) else None
    is_refused = isinstance(cause, ssl.SSLCertVerificationError)
    return is_refused or isinstance(reason, NEVER_CONNECTED)


def _failure(kind, error) -> Failure:
    # Its name only: the message of an error may quote an address that holds a token.
    return Failure(kind, "network", type(error).__name__)

"""Carries one message to a network, or one file from it.

Each takes several calls; this is the one place that knows their order. Nothing here
touches the database, so it runs in any thread, outside of any transaction.
"""

from dataclasses import dataclass, field

import requests

from . import transport
from .signals import Failure
from .transport import Accepted, Account


@dataclass(frozen=True)
class Parameter:
    """A value for a placeholder; ``name`` only where placeholders have names."""

    text: str
    name: str | None = None


@dataclass(frozen=True)
class ButtonValue:
    """What a button carries; ``index`` counts all buttons of the template from zero.

    ``kind`` is ``url`` (the end of its address), ``quick_reply`` (what comes back when
    it is tapped) or ``copy_code``.
    """

    index: int
    kind: str
    text: str


@dataclass(frozen=True)
class Template:
    """An approved text, and what fills it.

    ``header`` is ``("text", Parameter)``, or the kind of a file: ``("image", None)``
    takes the parcel's content, ``("image", ref)`` what ``upload`` returned before.
    """

    name: str
    language: str
    header: tuple[str, Parameter | str | None] | None = None
    body: tuple[Parameter, ...] = ()
    buttons: tuple[ButtonValue, ...] = ()

    @property
    def needs_file(self) -> bool:
        return bool(self.header) and self.header[0] != "text" and not self.header[1]


@dataclass(frozen=True)
class Parcel:
    """One message as the network shall get it; ``tag`` comes back in its statuses.

    With a ``template``, ``content`` is the file of its header and ``text`` is not sent.
    """

    recipient: str
    tag: str
    text: str = ""
    quoted_uid: str | None = None
    content: bytes = field(default=b"", repr=False)
    filename: str = ""
    mime_type: str = ""
    is_voice: bool = False
    template: Template | None = None


def deliver(provider, account: Account, parcel: Parcel) -> Accepted | Failure:
    """Send ``parcel``, its file first; a failure before the last call is repeatable."""
    with requests.Session() as session:
        if parcel.template:
            return _deliver_template(session, provider, account, parcel)
        if not parcel.content:
            request = provider.build_text(
                account,
                parcel.recipient,
                parcel.text,
                tag=parcel.tag,
                quoted_uid=parcel.quoted_uid,
            )
            return _ask(session, request, provider.read_answer)
        return _deliver_file(session, provider, account, parcel)


def deliver_code(  # noqa: PLR0913 - the parts of one code
    provider, account: Account, recipient, template, languages, code, *, tag
) -> Accepted | Failure:
    """Send ``code`` in the first of ``languages`` that its template speaks.

    Where ``recipient`` has no account on this network, the failure is ``unreachable``:
    here, or later in a status that carries ``tag``.
    """
    answer = Failure("rejected", detail="No language was given.")
    with requests.Session() as session:
        for language in languages:
            request = provider.build_code(
                account, recipient, template, language, code, tag=tag
            )
            answer = _ask(session, request, provider.read_answer)
            if not provider.is_untranslated(answer):
                break
    return answer


def upload(
    provider, account: Account, filename: str, mime_type: str, content: bytes
) -> str | Failure:
    """Give the network a file that many templates will show; return its reference."""
    with requests.Session() as session:
        return _upload(session, provider, account, (filename, mime_type, content))


def fetch(provider, account: Account, ref: str, *, limit: int) -> bytes | Failure:
    """Return what the customer sent as ``ref``, at most ``limit`` bytes of it."""
    with requests.Session() as session:
        lookup = provider.build_lookup(account, ref)
        url = _ask(session, lookup, provider.read_lookup)
        if isinstance(url, Failure):
            return url
        download = provider.build_download(account, url)
        return _ask(session, download, provider.read_download, limit=limit)


def _deliver_file(session, provider, account, parcel):
    kind = provider.check_media(parcel.mime_type, len(parcel.content))
    if isinstance(kind, Failure):
        return kind
    ref = _upload(session, provider, account, _file(parcel))
    if isinstance(ref, Failure):
        return ref
    request = provider.build_media(
        account,
        parcel.recipient,
        kind,
        ref,
        tag=parcel.tag,
        caption=parcel.text,
        filename=parcel.filename,
        is_voice=parcel.is_voice,
        quoted_uid=parcel.quoted_uid,
    )
    return _ask(session, request, provider.read_answer)


def _deliver_template(session, provider, account, parcel):
    template, ref = parcel.template, None
    if problem := _problem(provider, parcel):
        return problem
    if template.needs_file:
        ref = _upload(session, provider, account, _file(parcel))
    if isinstance(ref, Failure):
        return ref
    request = provider.build_template(
        account,
        parcel.recipient,
        template,
        tag=parcel.tag,
        header_ref=ref,
        filename=parcel.filename,
    )
    return _ask(session, request, provider.read_answer)


def _problem(provider, parcel) -> Failure | None:
    """Return why the template would be refused, before its file travels."""
    template, size = parcel.template, len(parcel.content)
    problem = provider.check_template(template)
    if problem or not template.needs_file:
        return problem
    return provider.check_header(template.header[0], parcel.mime_type, size)


def _upload(session, provider, account, file) -> str | Failure:
    request = provider.build_upload(account, *file)
    return _ask(session, request, provider.read_upload)


def _file(parcel):
    return parcel.filename, parcel.mime_type, parcel.content


def _ask(session, request, read, limit=None):
    """Return what ``read`` makes of the answer, or why there is none to read."""
    if isinstance(request, Failure):
        return request
    response = transport.send(session, request, limit=limit)
    return response if isinstance(response, Failure) else read(response)

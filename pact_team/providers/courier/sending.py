"""Carries one message to a network, its file first."""

import requests

from ..signals import Failure
from ..transport import Accepted, Account
from .asking import ask
from .files import give
from .parcel import Parcel


def deliver(provider, account: Account, parcel: Parcel) -> Accepted | Failure:
    """Send ``parcel``, its file first; a failure before the last call is repeatable."""
    with requests.Session() as session:
        if parcel.template:
            return _deliver_template(session, provider, account, parcel)
        if parcel.content:
            return _deliver_file(session, provider, account, parcel)
        request = _build_words(provider, account, parcel)
        return ask(session, request, provider.read_answer)


def tell_read(
    provider, account: Account, uid: str, is_typing: bool = False
) -> Failure | None:
    """Show the customer that ``uid`` was read, or that an answer is being typed."""
    with requests.Session() as session:
        request = provider.build_receipt(account, uid, is_typing)
        return ask(session, request, provider.read_done)


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
            answer = ask(session, request, provider.read_answer)
            if not provider.is_untranslated(answer):
                break
    return answer


def _recipient(provider, parcel):
    return provider.to_group(parcel.recipient) if parcel.is_group else parcel.recipient


def _build_words(provider, account, parcel):
    if parcel.reaction_to:
        target, emoji = parcel.reaction_to, parcel.text
        to = _recipient(provider, parcel)
        return provider.build_reaction(account, to, target, emoji, tag=parcel.tag)
    return provider.build_text(
        account,
        _recipient(provider, parcel),
        parcel.text,
        tag=parcel.tag,
        quoted_uid=parcel.quoted_uid,
    )


def _deliver_file(session, provider, account, parcel):
    kind = provider.check_media(parcel.mime_type, len(parcel.content))
    if isinstance(kind, Failure):
        return kind
    ref = give(session, provider, account, _file(parcel))
    if isinstance(ref, Failure):
        return ref
    request = provider.build_media(
        account,
        _recipient(provider, parcel),
        kind,
        ref,
        tag=parcel.tag,
        caption=parcel.text,
        filename=parcel.filename,
        is_voice=parcel.is_voice,
        quoted_uid=parcel.quoted_uid,
    )
    return ask(session, request, provider.read_answer)


def _deliver_template(session, provider, account, parcel):
    template, ref = parcel.template, None
    if problem := _problem(provider, parcel):
        return problem
    if template.needs_file:
        ref = give(session, provider, account, _file(parcel))
    if isinstance(ref, Failure):
        return ref
    request = provider.build_template(
        account,
        _recipient(provider, parcel),
        template,
        tag=parcel.tag,
        header_ref=ref,
        filename=parcel.filename,
    )
    return ask(session, request, provider.read_answer)


def _problem(provider, parcel) -> Failure | None:
    """Return why the template would be refused, before its file travels."""
    template, size = parcel.template, len(parcel.content)
    problem = provider.check_template(template)
    if problem or not template.needs_file:
        return problem
    return provider.check_header(template.header[0], parcel.mime_type, size)


def _file(parcel):
    return parcel.filename, parcel.mime_type, parcel.content

"""Keeps an account's templates: listed, proposed, changed, deleted."""

from collections.abc import Iterator
from dataclasses import replace

import requests

from ..signals import Failure, TemplatePage, TemplateSaved
from ..transport import Account
from .asking import ask

# Ten times what the largest account may have.
MOST_PAGES = 600


def list_templates(provider, account: Account) -> Iterator[TemplatePage | Failure]:
    """Yield one page after another; a failure is the last."""
    after = None
    with requests.Session() as session:
        for _ in range(MOST_PAGES):
            request = provider.build_template_list(account, after)
            page = ask(session, request, provider.read_template_list)
            yield page
            if isinstance(page, Failure) or page.after in (None, after):
                return
            after = page.after


def save_template(
    provider, account: Account, draft, uid: str | None = None, file=None
) -> TemplateSaved | Failure:
    """Propose ``draft``, or replace the words of ``uid`` by it.

    ``file`` is the example of its header as (name, type, content), where there is one
    and ``draft`` has no handle of it yet.
    """
    with requests.Session() as session:
        if file and not draft.header_handle:
            handle = _give_example(session, provider, account, file)
            if isinstance(handle, Failure):
                return handle
            draft = replace(draft, header_handle=handle)
        request = (
            provider.build_template_edit(account, uid, draft)
            if uid
            else provider.build_template_create(account, draft)
        )
        saved = ask(session, request, provider.read_template_saved)
    if isinstance(saved, Failure):
        return saved
    return replace(saved, uid=saved.uid or uid or "")


def delete_template(
    provider, account: Account, name: str, uid: str | None = None
) -> Failure | None:
    """Delete ``name`` in all languages, or only ``uid``; return why it was not done."""
    with requests.Session() as session:
        request = provider.build_template_delete(account, name, uid)
        return ask(session, request, provider.read_done)


def _give_example(session, provider, account, file) -> str | Failure:
    filename, mime_type, content = file
    request = provider.build_upload_session(account, filename, mime_type, len(content))
    upload = ask(session, request, provider.read_upload_session)
    if isinstance(upload, Failure):
        return upload
    chunk = provider.build_upload_chunk(account, upload, content)
    return ask(session, chunk, provider.read_upload_handle)

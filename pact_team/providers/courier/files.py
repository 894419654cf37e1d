"""Carries a file to a network, or from it."""

import requests

from ..signals import Failure
from ..transport import Account
from .asking import ask


def upload(
    provider, account: Account, filename: str, mime_type: str, content: bytes
) -> str | Failure:
    """Give the network a file that many templates will show; return its reference."""
    with requests.Session() as session:
        return give(session, provider, account, (filename, mime_type, content))


def fetch(provider, account: Account, ref: str, *, limit: int) -> bytes | Failure:
    """Return what the customer sent as ``ref``, at most ``limit`` bytes of it."""
    with requests.Session() as session:
        lookup = provider.build_lookup(account, ref)
        url = ask(session, lookup, provider.read_lookup)
        if isinstance(url, Failure):
            return url
        download = provider.build_download(account, url)
        return ask(session, download, provider.read_download, limit=limit)


def give(session, provider, account, file) -> str | Failure:
    request = provider.build_upload(account, *file)
    return ask(session, request, provider.read_upload)

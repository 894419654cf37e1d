"""Templates as an account has them: listed, proposed, changed, deleted.

https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/message_templates/
"""

import re
from urllib.parse import urlencode

from ..signals import Failure, TemplatePage, TemplateSaved, TemplateSeen
from ..transport import Account, Request, Response
from ..untrusted import identifier, line, mapping, mappings
from .answers import read_success
from .building import bearer, url_of
from .template_components import build_components, read_components
from .template_words import (
    to_category,
    to_format,
    to_language,
    to_quality,
    to_reason,
    to_state,
)

PAGE = 100
FIELDS = (
    *("id", "name", "language", "status", "category", "previous_category"),
    *("components", "parameter_format", "rejected_reason", "quality_score"),
)
# A session's id holds its own query; anything else may not reach our addresses.
UPLOAD = re.compile(r"upload:[\w:.=+-]+(\?sig=[\w.=+-]+)?", re.ASCII)


def build_template_list(account: Account, after: str | None = None) -> Request:
    query = {"fields": ",".join(FIELDS), "limit": PAGE}
    query |= {"after": after} if after else {}
    return Request("GET", _url(account, query), headers=bearer(account))


def read_template_list(response: Response) -> TemplatePage | Failure:
    found = read_success(response)
    if isinstance(found, Failure):
        return found
    paging = mapping(found.get("paging"))
    after = identifier(mapping(paging.get("cursors")).get("after"))
    seen = tuple(map(_seen, mappings(found.get("data"))))
    return TemplatePage(seen, after if paging.get("next") and after else None)


def build_template_create(account: Account, draft) -> Request:
    body = {
        "name": draft.name,
        "language": draft.language,
        "category": draft.category.upper(),
        "parameter_format": draft.parameter_format.upper(),
        "components": build_components(draft),
    }
    return Request("POST", _url(account), headers=bearer(account), json=body)


def build_template_edit(account: Account, uid: str, draft) -> Request:
    """Return the request that replaces all the words; the category stays."""
    body = {"components": build_components(draft)}
    return Request("POST", url_of(account, uid), headers=bearer(account), json=body)


def read_template_saved(response: Response) -> TemplateSaved | Failure:
    """Return what became of a draft; what was only changed is reviewed again."""
    found = read_success(response)
    if isinstance(found, Failure):
        return found
    state = to_state(found.get("status")) if found.get("status") else "pending"
    category = to_category(found.get("category"))
    return TemplateSaved(identifier(found.get("id")), state, category)


def build_template_delete(
    account: Account, name: str, uid: str | None = None
) -> Request:
    """Return the request that deletes ``name`` in all languages, or only ``uid``."""
    query = {"name": name} | ({"hsm_id": uid} if uid else {})
    url = _url(account, query)
    return Request("DELETE", url, headers=bearer(account), is_repeatable=True)


def build_upload_session(
    account: Account, filename: str, mime_type: str, size: int
) -> Request | Failure:
    """Return the request to begin an upload that shows how a header may look.

    https://developers.facebook.com/docs/graph-api/guides/upload
    """
    if not account.app_ref:
        return Failure("rejected", "app_ref", "The account does not name its app.")
    query = {"file_name": filename, "file_length": size, "file_type": mime_type}
    url = f"{url_of(account, account.app_ref, 'uploads')}?{urlencode(query)}"
    return Request("POST", url, headers=bearer(account), is_repeatable=True)


def read_upload_session(response: Response) -> str | Failure:
    found = read_success(response)
    if isinstance(found, Failure):
        return found
    upload = identifier(found.get("id"))
    if UPLOAD.fullmatch(upload):
        return upload
    return Failure("rejected", "upload", "The network began no upload.")


def build_upload_chunk(account: Account, upload: str, content: bytes) -> Request:
    url = f"{account.base_url.rstrip('/')}/{upload}"
    headers = {"Authorization": f"OAuth {account.token}", "file_offset": "0"}
    return Request("POST", url, headers=headers, data=content, is_repeatable=True)


def read_upload_handle(response: Response) -> str | Failure:
    """Return what stands for the file in a draft: ``TemplateDraft.header_handle``."""
    found = read_success(response)
    if isinstance(found, Failure):
        return found
    # It holds one line for each part, longer than any id.
    handle = str(found.get("h") or "")
    return handle or Failure("rejected", "upload", "The network kept no file.")


def _url(account, query=None) -> str:
    url = url_of(account, account.account_ref, "message_templates")
    return f"{url}?{urlencode(query, safe=',')}" if query else url


def _seen(node) -> TemplateSeen:
    return TemplateSeen(
        uid=identifier(node.get("id")),
        name=line(node.get("name"), 512),
        language=to_language(node.get("language")),
        state=to_state(node.get("status")),
        category=to_category(node.get("category")),
        parameter_format=to_format(node.get("parameter_format")),
        reason=to_reason(node.get("rejected_reason")),
        quality=to_quality(mapping(node.get("quality_score")).get("score")),
        previous_category=to_category(node.get("previous_category")),
        **read_components(node.get("components")),
    )

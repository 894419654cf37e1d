"""Approved texts as requests: which one, in which language, filled with what.

https://developers.facebook.com/docs/whatsapp/cloud-api/guides/send-message-templates
"""

from ..signals import Failure
from ..transport import Account, Request
from .building import build_message
from .media import check_media

# What a button carries is named differently for each kind.
BUTTON_VALUES = {"url": "text", "quick_reply": "payload", "copy_code": "coupon_code"}


def build_template(
    account: Account, recipient, template, *, tag, header_ref=None, filename=""
) -> Request | Failure:
    """Return the request for ``template``, or why it cannot be asked for.

    ``header_ref`` is its uploaded file, and ``filename`` what a document is called.
    """
    if problem := check_template(template):
        return problem
    header = _header(template.header, header_ref, filename)
    parts = (header, _body(template.body), *map(_button, template.buttons))
    content = _content(template.name, template.language, parts)
    return build_message(account, recipient, "template", content, tag)


def build_code(account, recipient, template, language, code, *, tag) -> Request:
    """Return the request for a code, which its template shows and lets copy.

    https://developers.facebook.com/docs/whatsapp/business-management-api/authentication-templates
    """
    text = [{"type": "text", "text": code}]
    parts = ({"type": "body", "parameters": text}, _button_part("url", 0, text))
    content = _content(template, language, parts)
    return build_message(account, recipient, "template", content, tag)


def check_template(template) -> Failure | None:
    """Return why the values of ``template`` would be refused, if they would."""
    kind, value = template.header or ("", None)
    texts = [part.text for part in (*template.body, *template.buttons)]
    texts += [value.text] if kind == "text" else []
    if not all(map(one_line, texts)):
        return Failure("rejected", "empty", "A value of the template is empty.")
    if any(button.kind not in BUTTON_VALUES for button in template.buttons):
        return Failure("rejected", "button", "A kind of button is not known.")
    return None


def check_header(kind: str, mime_type: str, size: int) -> Failure | None:
    """Return why a file may not be the header of ``kind``, if it may not."""
    found = check_media(mime_type, size)
    if isinstance(found, Failure):
        return found
    if kind in ("document", found):
        return None
    return Failure("rejected", "header", f"{mime_type}, {size} bytes, is no {kind}.")


def one_line(text: str) -> str:
    """Return ``text`` as a value may be: without the white space that is refused.

    >>> one_line("  Rua Nova,\\n\\t 12     B ")
    'Rua Nova, 12 B'
    """
    return " ".join(text.split())


def _content(name, language, parts) -> dict:
    content = {"name": name, "language": {"code": language}}
    if filled := [part for part in parts if part]:
        content["components"] = filled
    return content


def _header(header, ref, filename) -> dict | None:
    if not header:
        return None
    kind, value = header
    if kind == "text":
        return {"type": "header", "parameters": [_text(value)]}
    file = {"id": ref or value}
    if filename and kind == "document":
        file["filename"] = filename
    return {"type": "header", "parameters": [{"type": kind, kind: file}]}


def _body(values) -> dict | None:
    return {"type": "body", "parameters": [*map(_text, values)]} if values else None


def _button(value) -> dict:
    name = BUTTON_VALUES[value.kind]
    parameter = {"type": name, name: one_line(value.text)}
    return _button_part(value.kind, value.index, [parameter])


def _button_part(kind, index, parameters) -> dict:
    return {
        "type": "button",
        "sub_type": kind,
        "index": str(index),
        "parameters": parameters,
    }


def _text(value) -> dict:
    name = {"parameter_name": value.name} if value.name else {}
    return {"type": "text", **name, "text": one_line(value.text)}

"""Texts that need approval: as we propose them, and as a network tells of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TemplateDraft:
    """A text to be approved, in our own words.

    ``category`` is ``marketing`` or ``utility``, ``parameter_format`` ``positional`` or
    ``named``, ``header_kind`` empty, ``text``, ``image``, ``video`` or ``document``.
    ``header_handle`` is the example of a file, once it was uploaded. ``body_examples``
    are pairs of a place (its number or name) and what stands there for example.
    ``buttons`` are dicts of ``kind`` (``quick_reply``, ``url``, ``phone``,
    ``copy_code``) and ``text``, ``url``, ``phone``, ``example`` as the kind has them.
    """

    name: str
    language: str
    category: str
    parameter_format: str = "positional"
    header_kind: str = ""
    header_text: str = ""
    header_example: str = ""
    header_handle: str = ""
    body: str = ""
    body_examples: tuple[tuple[str | int, str], ...] = ()
    footer: str = ""
    buttons: tuple[dict, ...] = ()

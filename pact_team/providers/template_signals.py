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


@dataclass(frozen=True)
class TemplateSeen:
    """A text as the network has it; the words are those of ``TemplateDraft``.

    ``state`` is ``pending``, ``approved``, ``rejected``, ``paused``, ``disabled``,
    ``deleted``, ``archived``, ``limited`` or None for one we do not know. ``quality``
    is ``green``, ``yellow``, ``red`` or empty, ``reason`` why it is not approved.
    ``is_supported`` is False for a text with parts that we cannot fill.
    """

    uid: str
    name: str
    language: str
    state: str | None
    category: str
    parameter_format: str = "positional"
    header_kind: str = ""
    header_text: str = ""
    header_example: str = ""
    body: str = ""
    body_examples: tuple[tuple[str, str], ...] = ()
    footer: str = ""
    buttons: tuple[dict, ...] = ()
    reason: str = ""
    quality: str = ""
    previous_category: str = ""
    is_supported: bool = True


@dataclass(frozen=True)
class TemplateNews:
    """What has changed of a text; None is what was not told.

    ``components`` holds the fields of ``TemplateSeen`` that were rewritten.
    ``coming_category`` will hold from tomorrow, unless somebody objects.
    """

    uid: str
    name: str
    language: str
    state: str | None = None
    category: str | None = None
    reason: str | None = None
    quality: str | None = None
    previous_category: str | None = None
    coming_category: str | None = None
    components: dict | None = None
    parameter_format: str | None = None


@dataclass(frozen=True)
class TemplateSaved:
    """What the network made of a draft; ``category`` is empty where it did not say."""

    uid: str
    state: str | None
    category: str = ""


@dataclass(frozen=True)
class TemplatePage:
    """Some of an account's texts; ``after`` asks for the next, if there are any."""

    templates: tuple[TemplateSeen, ...]
    after: str | None = None

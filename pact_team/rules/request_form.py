"""Whether what a customer filed is whole, and what is wrong with each field.

>>> kind = Kind(1, children=frozenset({2}))
>>> form = Form("central", classification=1, name="Maria", message="Bom dia")
>>> problems(form, kinds={1: kind})
{'sub': 'missing', 'phone': 'missing', 'email': 'missing'}
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

PICTURES = {".bmp", ".gif", ".heic", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"}
TEXTS = {".csv", ".eml", ".msg", ".pdf", ".rtf", ".txt", ".xml"}
OFFICE = {".doc", ".docx", ".odp", ".ods", ".odt", ".ppt", ".pptx", ".xls", ".xlsx"}
SOUNDS = {".m4a", ".mp3", ".ogg", ".wav"}
VIDEOS = {".mov", ".mp4"}
# What is sent to prove a matter; nothing that a browser or a desk would run.
SAFE_SUFFIXES = frozenset(PICTURES | TEXTS | OFFICE | SOUNDS | VIDEOS | {".zip"})
LONGEST = {"name": 200, "phone": 60, "email": 254, "reference": 100, "message": 20_000}
LONGEST_FILE_NAME = 200


@dataclass(frozen=True)
class Kind:
    """A classification that is offered: a root, or a part of one."""

    id: int
    parent: int = 0
    children: frozenset[int] = frozenset()
    is_file_required: bool = False
    is_reference_required: bool = False


@dataclass(frozen=True)
class File:
    name: str
    size: int


@dataclass(frozen=True)
class Limits:
    """How many files, and how many bytes each may have."""

    files: int = 10
    bytes_each: int = 10 * 1024 * 1024


@dataclass(frozen=True)
class Form:
    """What was typed, cleaned; ``phone`` and ``email`` empty where they are none."""

    mode: str
    classification: int = 0
    sub: int = 0
    method: int = 0
    name: str = ""
    phone: str = ""
    email: str = ""
    reference: str = ""
    message: str = ""
    files: tuple[File, ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict)


def problems(
    form: Form,
    *,
    kinds: Mapping[int, Kind],
    methods: Iterable[int] = (),
    limits: Limits = Limits(),
    unasked: Collection[str] = (),
) -> dict[str, str]:
    """Return ``{field: what is wrong}`` in the order of the form; empty if it is whole.

    ``unasked`` are those that the form at hand does not insist on.

    ``missing``, ``unknown`` (not offered), ``invalid``, ``too_long``; of files
    ``too_many``, ``too_big``, ``empty``, ``unsafe``.
    """
    found = {
        **_of_kind(form, kinds),
        **_of_contact(form, set(methods)),
        **_of_words(form, _chosen(form, kinds)),
        "files": _of_files(form, _chosen(form, kinds), limits),
    }
    return {
        name: problem
        for name, problem in found.items()
        if problem and not (problem == "missing" and name in unasked)
    }


def lacks(mode: str, *, kinds: Iterable[object], methods: Iterable[object]) -> set[str]:
    """Return what is to be set up before a customer finds this form, not a notice.

    >>> lacks("crm", kinds=["Invoices"], methods=[])
    {'method'}
    """
    asked = {"classification": kinds}
    if mode == "crm":
        asked["method"] = methods
    return {name for name, offered in asked.items() if not list(offered)}


def reply_problems(
    message: str, files: Iterable[File], limits: Limits = Limits()
) -> dict[str, str]:
    """Return ``{field: what is wrong}`` of what is added to a request.

    >>> reply_problems("", [File("virus.exe", 10)])
    {'message': 'missing', 'files': 'unsafe'}
    """
    found = {
        "message": _of_typed(Form("", message=message), "message"),
        "files": file_problem(files, limits),
    }
    return {name: problem for name, problem in found.items() if problem}


def file_problem(files: Iterable[File], limits: Limits = Limits()) -> str | None:
    """Return the first thing wrong with these files.

    >>> file_problem([File("boleto.pdf", 10), File("virus.exe", 10)])
    'unsafe'
    """
    files = list(files)
    if len(files) > limits.files:
        return "too_many"
    return next(filter(None, (_of_file(file, limits) for file in files)), None)


def _chosen(form, kinds):
    return kinds.get(form.sub or form.classification)


def _of_kind(form, kinds):
    root = kinds.get(form.classification)
    if not form.classification:
        return {"classification": "missing"}
    if root is None or root.parent:
        return {"classification": "unknown"}
    if not form.sub:
        is_asked = form.mode == "central" and root.children
        return {"sub": "missing" if is_asked else None}
    return {"sub": None if form.sub in root.children else "unknown"}


def _of_contact(form, methods):
    found = {name: _of_typed(form, name) for name in ("name", "phone", "email")}
    if form.mode == "crm":
        found["method"] = _of_method(form.method, methods)
    return found


def _of_method(method, methods):
    if not method:
        return "missing"
    return None if method in methods else "unknown"


def _of_typed(form, name):
    typed = form.typed.get(name, getattr(form, name))
    if len(typed) > LONGEST[name]:
        return "too_long"
    if not typed:
        return "missing"
    return None if getattr(form, name) else "invalid"


def _of_words(form, kind):
    is_asked = kind is not None and kind.is_reference_required
    reference = _of_typed(form, "reference") if form.reference or is_asked else None
    return {"reference": reference, "message": _of_typed(form, "message")}


def _of_files(form, kind, limits):
    if kind is not None and kind.is_file_required and not form.files:
        return "missing"
    return file_problem(form.files, limits)


def _of_file(file, limits):
    if not file.name or len(file.name) > LONGEST_FILE_NAME:
        return "too_long" if file.name else "unsafe"
    if PurePath(file.name).suffix.lower() not in SAFE_SUFFIXES:
        return "unsafe"
    if file.size > limits.bytes_each:
        return "too_big"
    return None if file.size else "empty"

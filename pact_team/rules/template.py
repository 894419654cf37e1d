"""What an approved text says to one customer, and what a new one must look like.

A place is a number or a name in two braces. What fills it is one line: white space is
drawn together, since a network refuses more.

>>> placeholders("Olá {{1}}, o pedido {{2}} chegou, {{1}}.")
['1', '2']
>>> fill("Olá {{nome}}, até {{dia}}.", {"nome": " Ana\\n Souza ", "dia": ""})
'Olá Ana Souza, até {{dia}}.'
>>> missing("Olá {{nome}}, até {{dia}}.", {"nome": "Ana", "dia": " "})
['dia']
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from . import template_buttons

NAME_LIMIT, HEADER_LIMIT, BODY_LIMIT, FOOTER_LIMIT = 512, 60, 1024, 60
LIMITS = {
    "name": NAME_LIMIT,
    "header": HEADER_LIMIT,
    "body": BODY_LIMIT,
    "footer": FOOTER_LIMIT,
    "buttons": template_buttons.TEXT_LIMIT,
}
CATEGORIES = ("marketing", "utility")
FORMATS = ("positional", "named")
FILES = ("image", "video", "document")

VARIABLE = re.compile(r"{{\s*(\w+)\s*}}")
NAME = re.compile(r"[a-z0-9_]+")
VARIABLE_NAME = re.compile(r"[a-z_][a-z0-9_]*")
WELL_FORMED = re.compile(r"{{\w+}}")
ADJACENT = re.compile(r"}}\s*{{")
WORD = re.compile(r"\w")
LONGEST_NUMBER = 9
# Signs do not count as words: "Olá {{1}}." ends with its variable.
EDGES = " \t\n.,;:!?…¡¿*_~`'\"()[]«»“”-–—"


@dataclass(frozen=True)
class Problem:
    """Why a network would refuse a new text.

    ``place`` is the part it is in, ``at`` the variable, the index or the kind of the
    button, where that says more.
    """

    code: str
    place: str
    at: str | int | None = None


def placeholders(text: str) -> list[str]:
    """Return each place once, in the order in which the network wants their values.

    >>> placeholders("{{2}} antes de {{1}}")
    ['1', '2']
    """
    names = list(dict.fromkeys(VARIABLE.findall(text)))
    return sorted(names, key=int) if all(map(_is_number, names)) else names


def one_line(value: str) -> str:
    """Return ``value`` as it is sent."""
    return " ".join(value.split())


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return ``text`` as the customer will read it; a place without a value stays.

    A value is never searched for places itself.

    >>> fill("{{1}} e {{2}}", {"1": "{{2}}", "2": "Bia"})
    '{{2}} e Bia'
    """
    filled = {name: one_line(value) for name, value in values.items()}
    return VARIABLE.sub(lambda found: filled.get(found[1]) or found[0], text)


def missing(text: str, values: Mapping[str, str]) -> list[str]:
    """Return the places that would stay empty."""
    return [name for name in placeholders(text) if not one_line(values.get(name, ""))]


def fits(text: str, values: Mapping[str, str]) -> bool:
    """Return whether a body is short enough once it is filled."""
    return len(fill(text, values)) <= BODY_LIMIT


def problems(draft, others=()) -> list[Problem]:
    """Return everything for which a network would refuse ``draft``, in reading order.

    ``draft`` and ``others``, those the account has already, are ``TemplateDraft``.
    """
    return [
        *_name_problems(draft, others),
        *_header_problems(draft),
        *_body_problems(draft, others),
        *_footer_problems(draft),
        *(
            Problem(code, "buttons", at)
            for code, at in template_buttons.problems(draft.buttons)
        ),
    ]


def _name_problems(draft, others) -> Iterator[Problem]:
    if not draft.name:
        yield Problem("missing", "name")
    elif not NAME.fullmatch(draft.name):
        yield Problem("characters", "name")
    if len(draft.name) > NAME_LIMIT:
        yield Problem("long", "name")
    if not draft.language:
        yield Problem("missing", "language")
    if any((o.name, o.language) == (draft.name, draft.language) for o in others):
        yield Problem("taken", "name")
    if draft.category not in CATEGORIES:
        yield Problem("unknown", "category")
    if draft.parameter_format not in FORMATS:
        yield Problem("unknown", "parameter_format")


def _header_problems(draft) -> Iterator[Problem]:
    kind, text = draft.header_kind, draft.header_text
    if kind in FILES and not draft.header_handle:
        yield Problem("example", "header")
    if kind not in ("", "text", *FILES):
        yield Problem("unknown", "header", kind)
    if kind != "text":
        return
    if not text.strip():
        yield Problem("missing", "header")
    if len(text) > HEADER_LIMIT:
        yield Problem("long", "header")
    if "\n" in text:
        yield Problem("line_break", "header")
    if len(placeholders(text)) > 1:
        yield Problem("many_variables", "header")
    examples = dict.fromkeys(placeholders(text), draft.header_example or "")
    yield from _variable_problems("header", text, draft.parameter_format, examples)


def _body_problems(draft, others) -> Iterator[Problem]:
    text = draft.body
    if not text.strip():
        yield Problem("missing", "body")
    if len(text) > BODY_LIMIT:
        yield Problem("long", "body")
    content = (text, draft.footer)
    if text and any((o.body, o.footer) == content for o in others):
        yield Problem("taken", "body")
    examples = {str(name): example for name, example in draft.body_examples}
    yield from _variable_problems("body", text, draft.parameter_format, examples)
    if text.lstrip(EDGES).startswith("{{"):
        yield Problem("starts_with_variable", "body")
    if text.rstrip(EDGES).endswith("}}"):
        yield Problem("ends_with_variable", "body")
    if ADJACENT.search(text):
        yield Problem("adjacent", "body")
    if _has_too_few_words(text):
        yield Problem("few_words", "body")


def _footer_problems(draft) -> Iterator[Problem]:
    if len(draft.footer) > FOOTER_LIMIT:
        yield Problem("long", "footer")
    if "\n" in draft.footer:
        yield Problem("line_break", "footer")
    if "{{" in draft.footer:
        yield Problem("many_variables", "footer")


def _variable_problems(place, text, parameter_format, examples) -> Iterator[Problem]:
    rest = WELL_FORMED.sub("", text)
    if "{{" in rest or "}}" in rest:
        yield Problem("braces", place)
    names = list(dict.fromkeys(VARIABLE.findall(text)))
    if parameter_format == "named":
        for name in names:
            if not VARIABLE_NAME.fullmatch(name):
                yield Problem("variable_name", place, name)
    elif names != [str(number) for number in range(1, len(names) + 1)]:
        yield Problem("numbering", place)
    for name in missing(text, examples):
        yield Problem("example", place, name)


def _has_too_few_words(text: str) -> bool:
    """Twice as many words as variables and one more, as all who send many have seen."""
    count = len(VARIABLE.findall(text))
    # Split first: to look for whole words takes minutes in a long text of signs.
    words = filter(WORD.search, VARIABLE.sub(" ", text).split())
    return bool(count) and len(list(words)) < 2 * count + 1


def _is_number(name: str) -> bool:
    # Python reads no number of thousands of digits, and no network counts that far.
    return name.isascii() and name.isdecimal() and len(name) <= LONGEST_NUMBER

"""Every term has its translation, with the same holes for names and numbers."""

import re
import sys

import polib

from .. import places

LANGUAGES = ("pt_BR", "es")
HOLE = re.compile(r"%\(\w+\)[sd]|%[sd]")


def problems(addon):
    template = addon / "i18n" / f"{addon.name}.pot"
    if not template.exists():
        yield f"{template.relative_to(places.CHECKOUT)} is missing"
        return
    terms = {entry.msgid for entry in polib.pofile(str(template))}
    for language in LANGUAGES:
        path = template.with_name(f"{language}.po")
        if path.exists():
            for problem in in_language(polib.pofile(str(path)), terms):
                yield f"{path.relative_to(places.CHECKOUT)}: {problem}"
        else:
            yield f"{path.relative_to(places.CHECKOUT)} is missing"


def in_language(translations, terms):
    """Yield what is wrong with one language, against the terms of the addon."""
    present = {entry.msgid for entry in translations if not entry.obsolete}
    yield from (f"lacks {term!r}" for term in sorted(terms - present))
    yield from (f"translates the unknown {term!r}" for term in sorted(present - terms))
    for entry in translations:
        if not entry.translated() or entry.fuzzy:
            yield f"untranslated: {entry.msgid!r}"
        elif sorted(HOLE.findall(entry.msgid)) != sorted(HOLE.findall(entry.msgstr)):
            yield f"other holes than in {entry.msgid!r}"


def main():
    addons = (path.parent for path in places.CHECKOUT.glob("*/__manifest__.py"))
    sys.exit("\n".join(line for addon in addons for line in problems(addon)) or None)


if __name__ == "__main__":
    main()

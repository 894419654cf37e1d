"""Bring each language's list in line with the template of terms."""

import sys

import polib

from . import places
from .checks.translations import LANGUAGES

FOLDER = places.ADDON / "i18n"
HEADER = {
    "Project-Id-Version": "Pact Team",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}


def main():
    template = polib.pofile(str(FOLDER / f"{places.ADDON.name}.pot"), wrapwidth=0)
    template.metadata = HEADER
    template.save()
    for language in LANGUAGES:
        print(f"{language}: {_merge(language, template)} terms to translate")


def _merge(language, template):
    path = FOLDER / f"{language}.po"
    terms = polib.pofile(str(path), wrapwidth=0) if path.exists() else polib.POFile()
    terms.wrapwidth = 0
    terms.metadata = HEADER | {"Language": language}
    terms.merge(template)
    for obsolete in terms.obsolete_entries():
        terms.remove(obsolete)
    terms.save(str(path))
    return len(terms.untranslated_entries())


if __name__ == "__main__":
    sys.exit(main())

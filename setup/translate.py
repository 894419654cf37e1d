"""./pact translate: bring the addon's terms, and each language's list, up to date.

New terms come in untranslated and vanished ones go, so that the linter says what is
left to do.
"""

import sys

from . import environment, places, postgres, steps
from .database import copy_with_addon, drop, temporary_name

FOLDER = places.ADDON / "i18n"


def main():
    steps.end_well_when_told()
    environment.get()
    with postgres.server():
        name = temporary_name("terms")
        try:
            copy_with_addon(name, demo=False)
            FOLDER.mkdir(exist_ok=True)
            _export(name)
        finally:
            drop(name)
    steps.run(places.PYTHON, "-m", "setup.terms")


def _export(name):
    """Let Odoo write what it would translate, into the addon's own folder."""
    odoo = places.ENVIRONMENT / "bin/odoo"
    path = f"--addons-path={places.CHECKOUT}"
    steps.run(odoo, path, "i18n", "export", places.ADDON.name, "-d", name)


if __name__ == "__main__":
    sys.exit(main())

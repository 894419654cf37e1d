"""Imports go one way: what talks to people → models → rules, providers."""

import ast
import sys
from pathlib import Path

from .. import places

ADDON = places.ADDON.name
ABOVE_MODELS = {"controllers", "wizard", "report"}
# Folder → what it must not import; folders of the addon by their own name.
FORBIDDEN = {
    f"{ADDON}/rules": {"providers", "models", *ABOVE_MODELS},
    f"{ADDON}/providers": {"rules", "models", *ABOVE_MODELS},
    f"{ADDON}/models": ABOVE_MODELS,
    "simulator": {"odoo", ADDON, "rules", "providers"},
}


def imported(path):
    """Yield the line and the full dotted name of each import in a file."""
    package = path.relative_to(places.CHECKOUT).parent.parts
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = [*above, *filter(None, [node.module])]
            for alias in node.names:
                yield node.lineno, ".".join((*module, alias.name))


def layer_of(name):
    """Return the part of an import that FORBIDDEN speaks of."""
    parts = name.removeprefix("odoo.addons.").split(".")
    return parts[1] if parts[0] == ADDON and len(parts) > 1 else parts[0]


def violations(folder, forbidden):
    for path in sorted(Path(places.CHECKOUT, folder).rglob("*.py")):
        for line, name in imported(path):
            if layer_of(name) in forbidden or name.split(".")[0] in forbidden:
                where = path.relative_to(places.CHECKOUT)
                yield f"{where}:{line}: {folder} must not import {name}"


def main():
    found = [line for rule in FORBIDDEN.items() for line in violations(*rule)]
    sys.exit("\n".join(found) or None)


if __name__ == "__main__":
    main()

"""./pact lint: one style, the borders between the layers, whole translations."""

import argparse
import subprocess
import sys

from . import environment, node, places, steps
from .tally import Tally

BIN = places.ENVIRONMENT / "bin"
ADDONS = [path.parent for path in sorted(places.CHECKOUT.glob("*/__manifest__.py"))]
# Of OCA's rules for files, those that are their own habits.
NOT_OUR_STYLE = (
    "prefer-readme-rst",
    "weblate-component-too-long",
    "xml-field-numeric-without-eval",
    "xml-header-wrong",
)
STYLED = "**/*.{js,mjs,scss,css,xml}"


def linters():
    """Return each linter by name with its command."""
    check = (places.PYTHON, "-m")
    return {
        "ruff": (BIN / "ruff", "check", "--output-format=concise"),
        "ruff format": (BIN / "ruff", "format", "--check", "--output-format=concise"),
        "pylint-odoo": (BIN / "pylint", *ADDONS),
        "odoo files": (
            BIN / "oca-checks-odoo-module",
            f"--disable={','.join(NOT_OUR_STYLE)}",
            *(addon / "__manifest__.py" for addon in ADDONS),
        ),
        "eslint": (*node.tool("eslint/bin/eslint.js"), "."),
        "prettier": (*node.tool("prettier/bin/prettier.cjs"), "--check", STYLED),
        "reasons for sudo": (*check, "setup.checks.sudo_reasons"),
        "directions of imports": (*check, "setup.checks.directions"),
        "one method of a name": (*check, "setup.checks.overrides"),
        "translations": (*check, "setup.checks.translations"),
    }


def fixers():
    return (
        (BIN / "ruff", "check", "--fix", "--quiet"),
        (BIN / "ruff", "format", "--quiet"),
        (*node.tool("eslint/bin/eslint.js"), "--fix", "."),
        (
            *node.tool("prettier/bin/prettier.cjs"),
            "--write",
            "--log-level=warn",
            STYLED,
        ),
    )


def check():
    """Run every linter and count each as a test."""
    node.get()
    tally = Tally()
    for name, command in linters().items():
        done = _run(command, capture_output=True)
        if done.returncode:
            tally.refuse(f"{name}\n{done.stdout}{done.stderr}")
        else:
            tally.passed += 1
    return tally


def main():
    parser = argparse.ArgumentParser(prog="./pact lint")
    parser.add_argument("--fix", action="store_true", help="format first")
    arguments = parser.parse_args()
    environment.get()
    node.get()
    for command in fixers() if arguments.fix else ():
        _run(command)
    steps.say("Linting")
    tally = check()
    tally.show()
    sys.exit(not tally.is_green)


def _run(command, **options):
    words = [str(word) for word in command]
    options |= {"cwd": places.CHECKOUT, "stdin": subprocess.DEVNULL}
    return subprocess.run(words, text=True, check=False, **options)


if __name__ == "__main__":
    main()

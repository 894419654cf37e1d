"""./pact test [PART]: everything that can fail, and one closing line."""

import argparse
import os
import subprocess
import sys
from contextlib import contextmanager
from functools import partial

from . import database, environment, lint, odoo_process, places, postgres, steps
from .tally import Tally

ADDON = places.ADDON.name
PLAIN_TESTS = places.CHECKOUT / "tests"
# These folders of tests/ need the running product; the others need nothing.
ON_THE_PRODUCT = ("live", "journeys")
PYTHON_TAGS = f"/{ADDON}"
JAVASCRIPT_TAGS = f"/web:WebSuite.test_unit_desktop[@{ADDON}]"
KEPT = f"{database.PREFIX}kept"


def main():
    arguments = _parser().parse_args()
    steps.end_well_when_told()
    environment.get()
    odoo_process.clear_old_logs()
    total = Tally()
    with postgres.server():
        database.drop_abandoned()
        with _odoo_database(keep=arguments.keep) as get_database:
            for title, run in _chosen(arguments.part, get_database).items():
                total.add(_run(title, run))
    total.show()
    sys.exit(not total.is_green)


def _run(title, run):
    steps.say(f"Testing {title}")
    tally = run()
    if not tally.passed + tally.failed:
        tally.refuse(f"{title}: no test ran")
    return tally


def _chosen(part, get_database):
    """Return the parts to run, by name, the quickest first."""
    parts = _parts(get_database)
    if part is None:
        return parts
    if part.startswith(ADDON):
        return {part: partial(_odoo, f"/{part}", get_database)}
    if part not in parts:
        sys.exit(f"pact: no part is called {part}; there are {', '.join(parts)}")
    return {part: parts[part]}


def _parts(get_database):
    plain = (folder.name for folder in PLAIN_TESTS.iterdir() if folder.is_dir())
    without_product = sorted({*plain} - {*ON_THE_PRODUCT, "__pycache__"})
    return {
        "lint": lint.check,
        **{name: partial(_plain, name) for name in without_product},
        "odoo": partial(_odoo, PYTHON_TAGS, get_database),
        "js": partial(_odoo, JAVASCRIPT_TAGS, get_database),
        **{name: partial(_on_product, name) for name in ON_THE_PRODUCT},
    }


def _plain(name):
    # The addon is on the path, so that a test says `from rules import window`.
    path = os.pathsep.join((str(places.ADDON), str(places.CHECKOUT)))
    folder = PLAIN_TESTS / name
    if not folder.is_dir():
        return Tally()
    command = ("-m", "setup.unit_tests", folder)
    return _report(name, command, environment=os.environ | {"PYTHONPATH": path})


def _on_product(name):
    database.prepare(demo=True)
    return _plain(name)


def _odoo(tags, get_database):
    if tags == JAVASCRIPT_TAGS and not any(
        places.ADDON.glob("static/tests/**/*.test.js")
    ):
        # The filter would match nothing, and Hoot would run the tests of every module.
        return Tally()
    name = get_database()
    options = odoo_process.command(name)[1:]
    log = odoo_process.log_of(f"{name}-{'js' if tags == JAVASCRIPT_TAGS else 'odoo'}")
    steps.say(f"Log: {log.relative_to(places.CHECKOUT)}")
    with open(log, "w") as output:
        named = ("--database", name, "--module", ADDON, "--tags", tags)
        command = ("-m", "setup.odoo_tests", *named)
        return _report(name, command, options=options, stdout=output, stderr=output)


def _report(name, command, *, options=(), environment=None, **streams):
    """Run a test process and return what it counted; one that dies has failed."""
    report = places.LOGS / f"{name}-{os.getpid()}.json"
    report.parent.mkdir(parents=True, exist_ok=True)
    words = [places.PYTHON, *command, "--report", report]
    if options:
        words += ["--", *options]
    subprocess.run(
        words, env=environment, stdin=subprocess.DEVNULL, check=False, **streams
    )
    try:
        return Tally.load(report)
    except FileNotFoundError:
        return Tally(failed=1, problems=[f"{name}: the tests died without a result"])
    finally:
        report.unlink(missing_ok=True)


@contextmanager
def _odoo_database(*, keep):
    """Offer a database, made when first asked for; a kept one is only updated."""
    name = KEPT if keep else database.temporary_name("test")
    made = []

    def get():
        if not made:
            made.append(name)
            if keep and database.is_whole(name):
                database.update(name)
            else:
                database.copy_with_addon(name, demo=False)
        return name

    try:
        yield get
    finally:
        if made and not keep:
            database.drop(name)


def _parser():
    parser = argparse.ArgumentParser(prog="./pact test")
    parser.add_argument("part", nargs="?")
    parser.add_argument("--keep", action="store_true")
    return parser


if __name__ == "__main__":
    main()

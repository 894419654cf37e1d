"""How Odoo is called, for commands that end and for servers that stay."""

import subprocess
import sys
import time

from . import places, steps

# The first is the one of new users; terms of all are kept when Odoo is unpacked.
LANGUAGES = "en_US,pt_BR,es_419"
A_DAY = 24 * 60 * 60


def command(database, *options, subcommand=()):
    return [
        str(word)
        for word in (
            places.ENVIRONMENT / "bin/odoo",
            *subcommand,
            f"--addons-path={places.CHECKOUT}",
            f"--data-dir={places.DATA}",
            "--http-interface=127.0.0.1",
            f"--database={database}",
            *options,
        )
    ]


def run_to_end(database, *options):
    """Run Odoo once, to install or update; any ERROR in its log is fatal."""
    log = log_of(database)
    with open(log, "w") as output:
        done = subprocess.run(
            command(database, *options, "--stop-after-init", "--no-http"),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    errors = [line for line in log.read_text().splitlines() if is_error(line)]
    if done.returncode or errors:
        sys.exit(f"pact: Odoo failed, see {log}\n{_end_of(log)}")


def ask_shell(database, code):
    """Run Python inside Odoo's shell and end the transaction well."""
    shell = command(database, "--no-http", "--log-level=warn", subcommand=("shell",))
    steps.run(*shell, stdin=None, input=f"{code}\nenv.cr.commit()\n")


def is_error(line):
    """Tell whether a line of Odoo's log has the level ERROR or worse.

    Odoo only warns when demo data are wrong, and goes on without them.
    """
    words = line.split(maxsplit=4)
    has_level = len(words) > 3 and words[2].isdigit()
    is_bad = has_level and words[3] in {"ERROR", "CRITICAL"}
    return is_bad or "demo data failed to install" in line


def clear_old_logs():
    """Remove what nobody read for a day: every test run leaves some."""
    for log in places.LOGS.glob("*"):
        if time.time() - log.stat().st_mtime > A_DAY:
            log.unlink()


def log_of(database):
    places.LOGS.mkdir(parents=True, exist_ok=True)
    return places.LOGS / f"{database}.log"


def _end_of(log):
    return "\n".join(log.read_text().splitlines()[-40:])

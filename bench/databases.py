"""A database for each contestant, and Odoo in this process to work on them all."""

from contextlib import contextmanager

from odoo.modules.registry import Registry
from odoo.service import server
from odoo.tools import config

from setup import database, odoo_process, places, postgres, steps

from . import fetch

ADDONS_PATH = f"--addons-path={places.CHECKOUT},{fetch.ADDONS}"


@contextmanager
def of_core(purpose, *modules):
    """Have a database with what Pact Team depends on, and ``modules``, but not it."""
    name = database.temporary_name(f"bench_{purpose}")
    database.prepare(demo=False)
    with steps.locked("templates"):
        (template,) = postgres.query(
            "select datname from pg_database where datname ~ '^template_odoo_plain_'"
        )
        postgres.query(f'create database "{name}" template "{template}"')
    with _dropped_in_the_end(name):
        if modules:
            words = (ADDONS_PATH, "--skip-auto-install", "-i", ",".join(modules))
            odoo_process.run_to_end(name, *words)
        yield Registry(name)


@contextmanager
def of_pact_team():
    name = database.temporary_name("bench_pact")
    database.copy_with_addon(name, demo=False)
    with _dropped_in_the_end(name):
        yield Registry(name)


def load_odoo():
    """Configure Odoo in this process; what it logs goes to a file."""
    log = odoo_process.log_of("bench")
    options = (f"--logfile={log}", "--log-level=warn", "--http-interface=127.0.0.1")
    config.parse_config(
        [ADDONS_PATH, f"--data-dir={places.DATA}", *options], setup_logging=True
    )
    server.load_server_wide_modules()


@contextmanager
def _dropped_in_the_end(name):
    try:
        yield
    finally:
        Registry.delete(name)
        database.drop(name)

"""Databases, made once and copied after that.

Two layers, each rebuilt only when what it is made from changes: the modules that the
addon depends on (half a minute), and on top of them the addon itself (some seconds).
A copy takes half a second, and brings the files along: compiled pages are among them.
"""

import ast
import hashlib
import os
import shutil
from contextlib import suppress
from pathlib import Path

from . import odoo_process, odoo_source, places, postgres, steps

# Not needed to install the addon, but every real database has them.
USUAL_MODULES = ("auth_totp", "base_import", "rpc")
PREFIX = "pact_"


def copy_with_addon(name, *, demo):
    """Make ``name`` a fresh database with the addon, and with demo data or without."""
    with steps.locked("templates"):
        _copy(_with_addon(demo=demo), name)


def prepare(*, demo):
    """Make now what copies are taken from, where its progress can be seen."""
    with steps.locked("templates"):
        _with_addon(demo=demo)


def update(name):
    """Bring the addon in an existing database up to date if its files changed."""
    made_from = addon_hash()
    if _note_of(name) != made_from:
        steps.say("Updating the addon")
        odoo_process.run_to_end(name, "-u", places.ADDON.name)
        _write_note(name, made_from)


def exists(name):
    return bool(postgres.query(f"select 1 from pg_database where datname = '{name}'"))


def is_whole(name):
    """Tell whether a copy exists and was finished: its note is written last."""
    return exists(name) and bool(_note_of(name))


def drop(name):
    postgres.query(f'drop database if exists "{name}" with (force)')
    shutil.rmtree(places.FILESTORE / name, ignore_errors=True)


def drop_abandoned():
    """Drop the copies of killed commands; each name ends in a process number."""
    if not postgres.is_private():
        return
    for name in postgres.query(
        f"select datname from pg_database where datname ~ '^{PREFIX}.*_[0-9]+$'"
    ):
        pid = name.rpartition("_")[2]
        if not Path(f"/proc/{pid}").exists():
            drop(name)


def temporary_name(purpose):
    return f"{PREFIX}{purpose}_{os.getpid()}"


def addon_hash():
    """Return a name for the present state of everything an update would load."""
    digest = hashlib.sha256()
    for path in sorted(places.ADDON.rglob("*")):
        if path.is_file() and not {"__pycache__", "tests"} & set(path.parts):
            digest.update(str(path.relative_to(places.ADDON)).encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _with_addon(*, demo):
    base = _with_dependencies(demo=demo)
    family = f"addon_{'demo' if demo else 'plain'}"

    def build(name):
        steps.say("Installing the addon")
        _copy(base, name)
        odoo_process.run_to_end(name, "-i", places.ADDON.name, *_demo_option(demo))

    return _template(family, f"{base}{addon_hash()}", build)


def _with_dependencies(*, demo):
    modules = ",".join(("base", *_dependencies(), *USUAL_MODULES))
    family = f"odoo_{'demo' if demo else 'plain'}"

    def build(name):
        steps.say(f"Installing {modules}{' with demo data' if demo else ''}")
        options = ("--skip-auto-install", f"--load-language={odoo_process.LANGUAGES}")
        odoo_process.run_to_end(name, "-i", modules, *options, *_demo_option(demo))
        steps.say("Compiling its pages")
        odoo_process.ask_shell(name, "env['ir.qweb']._pregenerate_assets_bundles()")

    locked = places.REQUIREMENTS.read_text()
    made_from = f"{odoo_source.get()}{modules}{odoo_process.LANGUAGES}{locked}"
    return _template(family, made_from, build)


def _dependencies():
    manifest = (places.ADDON / "__manifest__.py").read_text()
    return sorted(ast.literal_eval(manifest)["depends"])


def _demo_option(demo):
    return ("--with-demo",) if demo else ()


def _template(family, made_from, build):
    """Return a family's template, built anew if made from something else."""
    key = hashlib.sha256(made_from.encode()).hexdigest()[:12]
    name, unfinished = f"template_{family}_{key}", f"unfinished_{family}"
    if not exists(name):
        drop(unfinished)
        build(unfinished)
        for old in postgres.query(
            f"select datname from pg_database where datname ~ '^template_{family}_'"
        ):
            drop(old)
        _rename(unfinished, name)
    return name


def _copy(source, name):
    drop(name)
    postgres.query(f'create database "{name}" template "{source}"')
    with suppress(FileNotFoundError):
        shutil.copytree(places.FILESTORE / source, places.FILESTORE / name)
    _write_note(name, addon_hash())


def _rename(name, new_name):
    shutil.rmtree(places.FILESTORE / new_name, ignore_errors=True)
    (places.FILESTORE / name).rename(places.FILESTORE / new_name)
    # Last, for the name says that the template is whole.
    postgres.query(f'alter database "{name}" rename to "{new_name}"')


def _note_of(name):
    (note,) = postgres.query(
        f"select shobj_description(oid, 'pg_database') from pg_database"
        f" where datname = '{name}'"
    )
    return note


def _write_note(name, text):
    postgres.query(f"comment on database \"{name}\" is '{text}'")

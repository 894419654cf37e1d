"""A running Odoo for the contestants that are spoken to over HTTP."""

from contextlib import contextmanager

from setup import odoo_process
from setup.background import Background, free_port

from . import databases


@contextmanager
def served(*registries):
    """Have a server of these databases; return its address."""
    names = ",".join(registry.db_name for registry in registries)
    port = free_port()
    options = (databases.ADDONS_PATH, f"--http-port={port}", "--max-cron-threads=0")
    command = odoo_process.command(names, "--log-level=warn", *options)
    server = Background("Odoo", command, odoo_process.log_of("bench-server"), port=port)
    try:
        server.start()
        yield f"http://127.0.0.1:{port}"
    finally:
        server.stop()

"""The virtual environment Odoo, the simulator and the tests run in."""

import hashlib
import os
import re
import shutil
import subprocess
import sys

from . import odoo_source, places, steps

LAUNCHER = """\
#!{python}
from odoo.cli.command import main

main()
"""


def get():
    """Make whatever is missing: Odoo's source, then an environment that imports it."""
    # With it set, every start of Odoo compiles a thousand files again.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    odoo_source.get()
    with steps.locked("environment"):
        stamp = places.ENVIRONMENT / "made_from"
        if not stamp.exists() or stamp.read_text() != _recipe():
            _make()
            stamp.write_text(_recipe())


def _recipe():
    locked = hashlib.sha256(places.REQUIREMENTS.read_bytes()).hexdigest()
    return f"{locked} {sys.version} {places.ENVIRONMENT}"


def _make():
    steps.say("Making the virtual environment")
    shutil.rmtree(places.ENVIRONMENT, ignore_errors=True)
    steps.run(sys.executable, "-m", "venv", places.ENVIRONMENT)
    _install()
    packages = steps.run(
        places.PYTHON, "-c", "import site; print(site.getsitepackages()[0])"
    )
    link = f"{packages.strip()}/odoo.pth"
    with open(link, "w") as file:
        file.write(f"{places.ODOO_PACKAGES}\n")
    _write_launcher()


def _install():
    pip = (places.PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check")
    (uv,) = re.findall(r"^uv==\S+", places.REQUIREMENTS.read_text(), re.MULTILINE)
    steps.run(*pip, uv)
    # uv brings its own list of certificates; a machine behind a proxy has another.
    trust = {"UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1"}
    quick = subprocess.run(
        [
            places.ENVIRONMENT / "bin/uv",
            "pip",
            "install",
            "-q",
            "-r",
            places.REQUIREMENTS,
        ],
        env=os.environ | trust | {"VIRTUAL_ENV": str(places.ENVIRONMENT)},
        capture_output=True,
        check=False,
    )
    if quick.returncode:
        steps.say("uv cannot install here; pip can, more slowly")
        steps.run(*pip, "-r", places.REQUIREMENTS)


def _write_launcher():
    """Write Odoo's command as a file: its websocket worker starts ``argv[0]`` again."""
    launcher = places.ENVIRONMENT / "bin/odoo"
    launcher.write_text(LAUNCHER.format(python=places.PYTHON))
    launcher.chmod(0o755)

"""The peers, fetched from the package index at the moment they are measured."""

import re
import shutil
import subprocess
import zipfile

from setup import places

FOLDER = places.MADE / "bench"
ADDONS = FOLDER / "addons"
# The part for WhatsApp was never published for 19; its code runs there all the same.
PACKAGES = (
    "odoo-addon-helpdesk-mgmt==19.0.*",
    "odoo-addon-mail-gateway==19.0.*",
    "odoo-addon-mail-gateway-whatsapp==18.0.*",
)


def fetch():
    """Return ``{addon: its version}`` for each peer that could be fetched."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    ADDONS.mkdir(parents=True)
    for package in PACKAGES:
        _download(package)
    for wheel in FOLDER.glob("*.whl"):
        _unpack(wheel)
    return {addon.name: _make_fit_for_19(addon) for addon in sorted(ADDONS.iterdir())}


def _download(package):
    command = (places.PYTHON, "-m", "pip", "download", "-q", "--no-deps")
    quiet = ("--disable-pip-version-check", "-d", FOLDER, package)
    subprocess.run(
        (*command, *quiet), check=False, stderr=subprocess.DEVNULL, timeout=120
    )


def _unpack(wheel):
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.startswith("odoo/addons/"):
                archive.extract(name, FOLDER)
    for addon in (FOLDER / "odoo/addons").iterdir():
        addon.rename(ADDONS / addon.name)


def _make_fit_for_19(addon):
    """Return the version an addon was published with; let Odoo 19 load it anyway."""
    manifest = addon / "__manifest__.py"
    text = manifest.read_text()
    published = re.search(r'"version": "(\d+\.\d+)(\.[\d.]+)"', text)
    manifest.write_text(text.replace(published[0], f'"version": "19.0{published[2]}"'))
    # Odoo 19 has no such field on contacts any more.
    for contacts in addon.glob("models/res_partner.py"):
        text = contacts.read_text()
        contacts.write_text(text.replace('result.add("mobile")', ""))
    return published[1] + published[2]

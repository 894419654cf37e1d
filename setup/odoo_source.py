"""Odoo 19, taken from Debian's signed archive through this machine's own mirror.

Only Debian unstable carries Odoo 19. A private apt, with lists and cache of its own,
reads that suite's index, so nothing of the system changes and no host is named here.
"""

import re
import shutil
from pathlib import Path

from . import places, steps

# Raise when the unpacking below changes.
LAYOUT = "1"
# Font Awesome must be the release's own 4.7: unstable's has other file names.
OF_THIS_RELEASE = (
    "libjs-jquery",
    "libjs-underscore",
    "libjs-jquery-form",
    "fonts-font-awesome",
    "fonts-roboto-unhinted",
    "fonts-inconsolata",
)
OF_UNSTABLE = ("odoo-19", "fonts-montserrat")
SIGNED_BY = re.compile(r"signed-by[:=]\s*(/\S*debian-archive[^\s,\]]*)", re.IGNORECASE)
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
# An incomplete duplicate of the addons, and translations nobody here reads
# (kept: pt, pt_BR, es and es_419). They are three quarters of the package.
LEFT_OUT = (
    "./usr/lib/python3/dist-packages/addons",
    "*.pot",
    "*/i18n_extra/*.po",
    "*/i18n/[!pe]*.po",
    "*/i18n/p[!t]*.po",
    "*/i18n/e[!s]*.po",
    "*/i18n/es_[!4]*.po",
)
PRIVATE_APT = """\
Dir::State "{home}/state";
Dir::State::status "{home}/state/status";
Dir::Cache "{home}/cache";
Dir::Etc::sourcelist "/dev/null";
Dir::Etc::sourceparts "{home}/sources";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "{home}/preferences";
#clear APT::Architectures;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
APT::Architecture "all";
APT::Sandbox::User "root";
Acquire::Languages "none";
Acquire::Retries "3";
Acquire::AllowInsecureRepositories "false";
"""
SOURCE = """\
Types: deb
URIs: {mirror}
Suites: sid
Components: main
Architectures: all
Signed-By: {keyring}
"""


def get():
    """Unpack Odoo if it is not there yet and return its version."""
    with steps.locked("odoo"):
        if _made_with() != LAYOUT:
            _make()
    return (places.ODOO / "version").read_text()


def _made_with():
    layout = places.ODOO / "layout"
    return layout.read_text() if layout.exists() else None


def _make():
    packages, unpacked = places.MADE / "packages", places.MADE / "odoo.new"
    for folder in (packages, unpacked, places.ODOO):
        shutil.rmtree(folder, ignore_errors=True)
    packages.mkdir(parents=True)
    _download(packages)
    steps.say("Unpacking Odoo")
    for package in sorted(packages.glob("*.deb")):
        _unpack(package, unpacked)
    _replace_missing_library(unpacked)
    (unpacked / "version").write_text(_version(packages))
    (unpacked / "layout").write_text(LAYOUT)
    unpacked.rename(places.ODOO)
    shutil.rmtree(packages)


def _download(packages):
    private = _private_apt(packages)
    steps.say("Reading the index of Debian unstable (5 MB)")
    steps.run("apt-get", "-c", private, "update", "-qq")
    steps.say("Downloading Odoo 19 (120 MB)")
    steps.run("apt-get", "-c", private, "download", "-qq", *OF_UNSTABLE, cwd=packages)
    # Downloads go into our own folder, which apt's own user may not reach.
    as_us = ("apt-get", "-o", "APT::Sandbox::User=root")
    steps.run(*as_us, "download", "-qq", *OF_THIS_RELEASE, cwd=packages)


def _private_apt(packages):
    home = packages / "apt"
    for folder in ("sources", "preferences", "state/lists/partial"):
        (home / folder).mkdir(parents=True)
    (home / "cache/archives/partial").mkdir(parents=True)
    (home / "state/status").touch()
    source = SOURCE.format(mirror=_mirror(), keyring=_keyring())
    (home / "sources/unstable.sources").write_text(source)
    configuration = home / "apt.conf"
    configuration.write_text(PRIVATE_APT.format(home=home))
    return configuration


def _mirror():
    found = re.search(
        r"^VERSION_CODENAME=(\w+)", Path("/etc/os-release").read_text(), re.MULTILINE
    )
    targets = steps.run(
        "apt-get",
        "indextargets",
        "--format",
        "$(REPO_URI)",
        "Created-By: Packages",
        f"Codename: {found[1] if found else ''}",
        "Component: main",
    )
    if not targets.strip():
        raise SystemExit("pact: apt names no Debian mirror to take Odoo from")
    return targets.split()[0]


def _keyring():
    """Return the keyring this machine trusts; apt does not report it by itself."""
    for source in sorted(Path("/etc/apt").glob("sources.list.d/*")):
        signed = SIGNED_BY.search(source.read_text())
        if signed:
            return signed[1]
    return KEYRING


def _unpack(package, into):
    into.mkdir(exist_ok=True)
    left_out = LEFT_OUT if package.name.startswith("odoo-19_") else ("./usr/share/doc",)
    steps.run(
        "sh",
        "-c",
        'dpkg-deb --fsys-tarfile "$0" | tar -x --no-same-owner "$@"',
        package,
        "-C",
        into,
        *(f"--exclude={pattern}" for pattern in left_out),
    )


def _replace_missing_library(unpacked):
    """Put a stub where Debian leaves out the background blur of video calls.

    Odoo logs a console error for it on every page, which fails every browser test.
    """
    addon = unpacked / "usr/lib/python3/dist-packages/odoo/addons/mail"
    library = addon / "static/lib/selfie_segmentation/selfie_segmentation.js"
    if not library.exists():
        library.parent.mkdir(parents=True, exist_ok=True)
        library.write_text("/* Not part of the Debian package. */\n")


def _version(packages):
    (package,) = packages.glob("odoo-19_*.deb")
    return steps.run("dpkg-deb", "-f", package, "Version").strip()

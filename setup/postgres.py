"""A private PostgreSQL in the checkout, or the server that ``PGHOST`` names.

The private one is shared by every ./pact command of the checkout: the first starts it,
the last to leave stops it. Durability is off: nothing in it cannot be made again.
"""

import fcntl
import hashlib
import os
import pwd
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path

from . import places, steps

SETTINGS = """
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 200
shared_buffers = 256MB
work_mem = 16MB
maintenance_work_mem = 128MB
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 2GB
checkpoint_timeout = 30min
jit = off
log_min_messages = warning
"""
# A socket's path may have 107 bytes, of which its own name takes some.
LONGEST_HOME = 80


@contextmanager
def server():
    """Have a server for as long as the block lasts, found by libpq's own variables."""
    if "PGHOST" in os.environ:
        yield
        return
    with steps.locked("postgres-users", shared=True) as users:
        with steps.locked("postgres-start"):
            home = _home()
            _start(home)
        os.environ.update(PGHOST=str(home / "socket"), PGUSER="odoo")
        try:
            yield
        finally:
            del os.environ["PGHOST"], os.environ["PGUSER"]
            _stop_if_last(home, users)


def is_private():
    return os.environ["PGHOST"] == str(_home() / "socket")


def query(sql, *, database="postgres"):
    """Return what psql prints for a statement, one line per row."""
    command = ("psql", "-qXAt", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", sql)
    return steps.run(*command).split("\n")[:-1]


def _start(home):
    made = home / "data/made"
    if not made.exists() or made.read_text() != _version():
        steps.say("Making a private PostgreSQL")
        shutil.rmtree(home, ignore_errors=True)
        _make(home)
    if not _answers(home):
        _forget_killed(home)
        _control(home, "start", "-l", home / "log", "-o", f"-k '{home}/socket'")


def _make(home):
    for folder in (home, home / "data", home / "socket"):
        folder.mkdir(mode=0o700)
        os.chown(folder, _owner().pw_uid, _owner().pw_gid)
    options = ("-U", "odoo", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    _as_owner(_program("initdb"), "-D", home / "data", "--no-sync", *options)
    with open(home / "data/postgresql.conf", "a") as configuration:
        configuration.write(SETTINGS)
    (home / "data/made").write_text(_version())


def _stop_if_last(home, users):
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    _control(home, "stop", "-m", "fast")


def _answers(home):
    # pg_ctl status would take a killed server that nobody reaped for a running one.
    question = (_program("pg_isready"), "-q", "-t", "2", "-h", home / "socket")
    return subprocess.run(question, check=False).returncode == 0


def _forget_killed(home):
    """Remove the marks of a server that was killed, or it will not start again."""
    mark = home / "data/postmaster.pid"
    if mark.exists() and _is_dead(mark.read_text().split()[0]):
        mark.unlink()
        for socket in (home / "socket").iterdir():
            socket.unlink()


def _is_dead(pid):
    status = Path(f"/proc/{pid}/stat")
    return (
        not status.exists() or status.read_text().rpartition(")")[2].split()[0] in "ZX"
    )


def _control(home, action, *options):
    command = (_program("pg_ctl"), "-D", home / "data", "-w", "-t", "60")
    _as_owner(*command, *options, action, stdout=subprocess.DEVNULL)


def _as_owner(*command, **options):
    """Run as a user without privileges: PostgreSQL refuses to run as root."""
    user = {}
    if os.geteuid() == 0:
        user = {"user": _owner().pw_uid, "group": _owner().pw_gid, "extra_groups": []}
    steps.run(*command, cwd="/", **user, **options)


def _owner():
    if os.geteuid():
        return pwd.getpwuid(os.geteuid())
    return pwd.getpwnam("postgres")


def _home():
    """Return the cluster's folder: in the checkout, if the server can work there."""
    inside = places.POSTGRES
    inside.parent.mkdir(exist_ok=True)
    if len(str(inside)) <= LONGEST_HOME and _can_enter(inside.parent):
        return inside
    name = hashlib.sha256(str(inside).encode()).hexdigest()[:12]
    return Path(f"/var/tmp/pact-{name}")


def _can_enter(folder):
    if os.geteuid():
        return True
    question = subprocess.run(
        ["test", "-x", folder],
        user=_owner().pw_uid,
        group=_owner().pw_gid,
        extra_groups=[],
        check=False,
    )
    return question.returncode == 0


def _version():
    return _program("postgres").parent.parent.name


def _program(name):
    found = sorted(
        Path("/usr/lib/postgresql").glob(f"*/bin/{name}"),
        key=lambda program: float(program.parent.parent.name),
    )
    if not found:
        raise SystemExit("pact: no PostgreSQL server on this machine")
    return found[-1]

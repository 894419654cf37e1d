"""How a long job talks to the person waiting for it."""

import fcntl
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

from . import places

_began = time.monotonic()


def say(text):
    print(f"[{time.monotonic() - _began:5.1f} s] {text}", flush=True)


def run(*command, **options):
    """Run a command quietly and return its output; end with it if it fails."""
    quietly = {
        "stdin": subprocess.DEVNULL,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.STDOUT,
    }
    words = [str(word) for word in command]
    done = subprocess.run(words, text=True, check=False, **(quietly | options))
    if done.returncode:
        sys.exit(f"pact: {words[0]} failed\n{(done.stdout or '')[-4000:]}")
    return done.stdout


@contextmanager
def locked(name, *, shared=False):
    """Let other ./pact commands in the same checkout wait for this step."""
    places.LOCKS.mkdir(parents=True, exist_ok=True)
    with open(places.LOCKS / name, "a") as handle:
        fcntl.flock(handle, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield handle


@contextmanager
def alone(name):
    """Refuse to begin while another process of this checkout does the same."""
    places.LOCKS.mkdir(parents=True, exist_ok=True)
    with open(places.LOCKS / name, "a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit(f"pact: ./pact {name} is already going on in this checkout")
        yield


def end_well_when_told():
    """Let SIGTERM unwind like an ordinary end, and clear away what was begun."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("pact: told to stop"))

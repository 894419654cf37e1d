"""A server as a process of its own: started, asked whether it answers, ended."""

import os
import signal
import socket
import subprocess
import time

from . import places


class Background:
    """A server in its own process group, so that Ctrl-C reaches only us."""

    def __init__(self, name, command, log, *, port, patience=60):
        self.name = name
        self.command = command
        self.log = log
        self.port = port
        self.patience = patience
        self.process = None

    def start(self):
        # If we are killed ourselves, the kernel tells the server to end.
        words = ["setpriv", "--pdeathsig", "TERM", *map(str, self.command)]
        with open(self.log, "a") as output:
            self.process = subprocess.Popen(
                words,
                cwd=places.CHECKOUT,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._wait_until_it_answers()

    def stop(self):
        """End it in good order, or by force when it does not end in ten seconds."""
        if self.is_running():
            self._signal(signal.SIGTERM)
            try:
                self.process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self):
        """End it at once, as a power cut would."""
        if self.is_running():
            self._signal(signal.SIGKILL)
            self.process.wait()

    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def _signal(self, number):
        os.killpg(self.process.pid, number)

    def _wait_until_it_answers(self):
        give_up = time.monotonic() + self.patience
        while not _answers(self.port):
            if not self.is_running() or time.monotonic() > give_up:
                self.kill()
                end = self.log.read_text(errors="replace")[-3000:]
                raise RuntimeError(f"{self.name} did not start, see {self.log}\n{end}")
            time.sleep(0.1)


def free_port(wanted=0):
    """Return ``wanted`` or the next port that is free; any free one for zero."""
    for port in range(wanted, wanted + 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return probe.getsockname()[1]
    raise SystemExit(f"pact: no free port from {wanted} on")


def _answers(port):
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0

"""Run the simulator as a program, until it is asked to stop."""

import argparse
import signal
import threading
import time

from . import Simulator
from .settings import Settings

TICKS_DELAY = 0.6  # so that one can watch the ticks change
REVIEW_SECONDS = 10  # and a template, until it may be sent


def read_arguments():
    parser = argparse.ArgumentParser(prog="simulator", description=__doc__)
    parser.add_argument("--port", type=int, default=8070)
    parser.add_argument("--media-port", type=int, default=0)
    parser.add_argument("--smtp-port", type=int, default=8025)
    parser.add_argument(
        "--seed",
        type=int,
        default=int(time.time()),
        help="start of all ids; new at each start, because a business remembers ids",
    )
    return parser.parse_args()


def run(arguments):
    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_signal: stop.set())
    settings = Settings(
        status_delay=TICKS_DELAY,
        review_seconds=REVIEW_SECONDS,
        unknown_has_whatsapp=True,
    )
    with Simulator(**vars(arguments), settings=settings) as simulator:
        print(f"The phone is at {simulator.url}", flush=True)
        print(f"Mail is taken at 127.0.0.1:{simulator.smtp_port}", flush=True)
        stop.wait()


if __name__ == "__main__":
    run(read_arguments())

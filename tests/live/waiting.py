"""Waiting for other processes, never longer than they may take."""

import time

PATIENCE = 20
PAUSE = 0.05


def wait_until(question, patience=PATIENCE):
    """Return the first answer that is true; raise when none comes in time."""
    give_up = time.monotonic() + patience
    while not (answer := question()):
        if time.monotonic() > give_up:
            raise AssertionError(f"It did not happen within {patience} s")
        time.sleep(PAUSE)
    return answer

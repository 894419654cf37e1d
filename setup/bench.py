"""./pact bench: measure the product and its peers on one server, in one run."""

import os
import subprocess
import sys

from . import environment, places, postgres

# What the live test of the distribution is told to be at its whole size.
WHOLE_SIZE = {"PACT_ARRIVALS": "2000"}


def main():
    environment.get()
    with postgres.server():
        if "--distribution" in sys.argv[1:]:
            sys.exit(_distribution())
        command = (places.PYTHON, "-m", "bench", *sys.argv[1:])
        sys.exit(subprocess.run(command, check=False).returncode)


def _distribution():
    """Run the load test of the distribution at its whole size; return its status."""
    command = (places.PYTHON, "-m", "unittest", "-v", "test_distribution")
    paths = (places.CHECKOUT, places.CHECKOUT / "tests" / "live")
    told = {"PYTHONPATH": os.pathsep.join(map(str, paths))} | WHOLE_SIZE
    running = subprocess.run(
        command, cwd=places.CHECKOUT, env=os.environ | told, check=False
    )
    return running.returncode


if __name__ == "__main__":
    main()

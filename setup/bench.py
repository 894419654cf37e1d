"""./pact bench: measure the product and its peers on one server, in one run."""

import subprocess
import sys

from . import environment, places, postgres


def main():
    environment.get()
    with postgres.server():
        command = (places.PYTHON, "-m", "bench", *sys.argv[1:])
        sys.exit(subprocess.run(command, check=False).returncode)


if __name__ == "__main__":
    main()

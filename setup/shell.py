"""./pact shell: Python inside the database of ./pact run."""

import subprocess
import sys

from . import database, environment, odoo_process, postgres
from .run import DATABASE


def main():
    environment.get()
    with postgres.server():
        if not database.exists(DATABASE):
            sys.exit("pact: there is no database yet; ./pact run makes it")
        options = ("--no-http", "--log-level=warn", *sys.argv[1:])
        shell = odoo_process.command(DATABASE, *options, subcommand=("shell",))
        sys.exit(subprocess.run(shell, check=False).returncode)


if __name__ == "__main__":
    main()

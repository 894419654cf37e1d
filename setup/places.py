"""Where everything is: the checkout, and one ignored folder for all that is made."""

from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
ADDON = CHECKOUT / "pact_team"
REQUIREMENTS = CHECKOUT / "setup" / "requirements.txt"

MADE = CHECKOUT / ".pact"
ODOO = MADE / "odoo"
ODOO_PACKAGES = ODOO / "usr/lib/python3/dist-packages"
ENVIRONMENT = MADE / "environment"
PYTHON = ENVIRONMENT / "bin/python"
NODE = MADE / "node"
POSTGRES = MADE / "postgres"
DATA = MADE / "data"
FILESTORE = DATA / "filestore"
LOGS = MADE / "logs"
LOCKS = MADE / "locks"

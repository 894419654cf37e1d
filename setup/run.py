"""./pact run: the product on this machine, until Ctrl-C."""

import argparse
import sys
import time
from contextlib import suppress

from . import environment, postgres, steps
from .product import Product

DATABASE = "pact"
READY = """
  Odoo       {url}    {logins}
  The phone  {simulator_url}    write as a customer
  The mail   {simulator_url}/#mail    what Odoo sent by e-mail

Codes come to the phone of their number, by WhatsApp or SMS; every number has one.
Ctrl-C stops everything. Odoo keeps its data; the phones start empty.
"""


def main():
    arguments = _parser().parse_args()
    steps.end_well_when_told()
    with suppress(KeyboardInterrupt):
        environment.get()
        with steps.alone("run"), postgres.server():
            _serve(
                Product(
                    DATABASE,
                    port=arguments.port,
                    simulator_port=arguments.port + 1,
                    smtp_port=arguments.port + 2,
                )
            )
    print("\nStopped.")


def _serve(product):
    product.start()
    try:
        print(_welcome(product), flush=True)
        while product.is_running():
            time.sleep(0.5)
        sys.exit("pact: a server ended by itself; its log is in .pact/logs")
    finally:
        product.stop()


def _welcome(product):
    admin = product.log_in("admin")
    members = admin.call(
        "pact.member", "search_read", [], ["user_id"], order="may_configure desc, id"
    )
    users = [member["user_id"][0] for member in members]
    found = admin.call("res.users", "read", users, ["login"])
    logins = ", ".join(user["login"] for user in found)
    return READY.format(
        url=product.url,
        simulator_url=product.simulator_url,
        logins=f"log in as {logins} (the password is the login)",
    )


def _parser():
    parser = argparse.ArgumentParser(prog="./pact run")
    parser.add_argument("--port", type=int, default=8069)
    return parser


if __name__ == "__main__":
    main()

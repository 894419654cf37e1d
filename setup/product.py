"""The whole product as real processes: a database, the simulator, and Odoo."""

import itertools
import os
from contextlib import ExitStack

from . import database, odoo_process, places, postgres
from .background import Background, free_port
from .rpc import Session, post_json

ADDON = places.ADDON.name
MAIL_SERVER = "Simulator"
APP_SECRET = "demo-secret"
_numbers = itertools.count(1)


class Product:
    """Odoo and the simulator, connected to each other.

    Without ``name`` it works on a fresh copy with demo data, dropped when it stops.
    Ports are the wanted ones or the next that are free; zero takes any.
    """

    def __init__(self, name=None, *, port=0, simulator_port=0, smtp_port=0):
        self.is_disposable = name is None
        self.database = (
            name or f"{database.PREFIX}product{next(_numbers)}_{os.getpid()}"
        )
        self._wanted_ports = (port, simulator_port, smtp_port)
        self._begun = ExitStack()

    def start(self):
        with ExitStack() as begun:
            begun.enter_context(postgres.server())
            self._prepare_database(begun)
            odoo_port, simulator_port, self.smtp_port = map(
                free_port, self._wanted_ports
            )
            self._simulator = self._make_simulator(simulator_port)
            self._odoo = self._make_odoo(odoo_port)
            for process in (self._simulator, self._odoo):
                begun.callback(process.stop)
                process.start()
            self._connect()
            self._begun = begun.pop_all()
        return self

    def stop(self):
        """End every process that start() began, in reverse order."""
        self._begun.close()

    def kill_odoo(self):
        """End Odoo as a power cut would."""
        self._odoo.kill()

    def start_odoo(self):
        """Start Odoo again, at the same address."""
        self._odoo.start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self._odoo.port}"

    @property
    def odoo_pid(self):
        return self._odoo.process.pid

    @property
    def simulator_url(self):
        return f"http://127.0.0.1:{self._simulator.port}"

    def log_in(self, login):
        """Return a session of a demo user, whose password is the login."""
        session = Session(self.url, self.database, login)
        # As their page would: from now on they are there for customers.
        session.call("pact.member", "arrive")
        return session

    def is_running(self):
        return self._odoo.is_running() and self._simulator.is_running()

    def _prepare_database(self, begun):
        if self.is_disposable:
            begun.callback(database.drop, self.database)
        if not self.is_disposable and database.is_whole(self.database):
            database.update(self.database)
        else:
            database.copy_with_addon(self.database, demo=True)

    def _make_simulator(self, port):
        ports = ("--port", port, "--smtp-port", self.smtp_port)
        command = (places.PYTHON, "-m", "simulator", *ports)
        log = odoo_process.log_of(f"{self.database}-simulator")
        return Background("The simulator", command, log, port=port)

    def _make_odoo(self, port):
        command = odoo_process.command(
            self.database,
            f"--http-port={port}",
            f"--db-filter=^{self.database}$",
            "--no-database-list",
            "--max-cron-threads=5",
        )
        log = odoo_process.log_of(f"{self.database}-server")
        return Background("Odoo", command, log, port=port)

    def _connect(self):
        """Tell Odoo and the simulator each other's address."""
        admin = self.log_in("admin")
        self._connect_mail(admin)
        parameters = {
            "web.base.url": self.url,
            "sms.endpoint": self.simulator_url,
            "iap.endpoint": self.simulator_url,
        }
        for name, value in parameters.items():
            admin.call("ir.config_parameter", "set_param", name, value)
        named = [["module", "=", ADDON], ["name", "=", "pact_inbox_demo"]]
        inboxes = admin.call("ir.model.data", "search_read", named, ["res_id"])
        for found in inboxes:
            self._connect_inbox(admin, found["res_id"])

    def _connect_mail(self, admin):
        """Let the simulator take the mail: one server, first of all, at each start."""
        values = {
            "smtp_host": "127.0.0.1",
            "smtp_port": self.smtp_port,
            "smtp_encryption": "none",
            "smtp_authentication": "login",
            "from_filter": False,
            "sequence": 0,
            "active": True,
        }
        ours = [["name", "=", MAIL_SERVER], ["active", "in", [True, False]]]
        known = admin.call("ir.mail_server", "search", ours, limit=1)
        if known:
            admin.call("ir.mail_server", "write", known, values)
        else:
            admin.call("ir.mail_server", "create", {"name": MAIL_SERVER, **values})
        self._give_addresses(admin)

    def _give_addresses(self, admin):
        """Nobody without an address can send mail."""
        for model, ids, address in (
            ("res.users", [admin.user_id], "admin@example.com"),
            ("res.company", [], "company@example.com"),
        ):
            without = [["email", "in", [False, ""]]]
            only = [["id", "in", ids]] if ids else []
            found = admin.call(model, "search", only + without)
            admin.call(model, "write", found, {"email": address})

    def _connect_inbox(self, admin, inbox_id):
        # Odoo tells nobody its secrets: both are told this one.
        values = {"base_url": self.simulator_url, "app_secret_input": APP_SECRET}
        admin.call("pact.inbox", "write", [inbox_id], values)
        fields = ["number_ref", "webhook_url", "verify_token"]
        (inbox,) = admin.call("pact.inbox", "read", [inbox_id], fields)
        subscription = {
            "number_id": inbox["number_ref"],
            "url": inbox["webhook_url"],
            "verify_token": inbox["verify_token"],
            "app_secret": APP_SECRET,
        }
        post_json(f"{self.simulator_url}/control/webhook", subscription)
        admin.call("pact.inbox", "action_subscribe", [inbox_id])

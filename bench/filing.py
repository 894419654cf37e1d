"""Requests of customers: filed, listed and counted, for us as for the peer."""

import re

from odoo.tools import SQL

from . import browser, fill, people
from .measure import Operation

PORTAL_USER = "maria"
CUSTOMERS = 500
# The measured agent's are the first of all: the hardest for a list that begins with the
# newest.
OF_ANA = 1000
A_BATCH = 100
MESSAGE = "A carteirinha não chegou."
# One in ten is still open, and of these one in five has nobody yet.
IS_OPEN, IS_NOBODYS = SQL("n %% 10 = 0"), SQL("n %% 50 = 0")


def found_customer(env):
    """Return the user of a customer's company who files requests in the portal."""
    customer = env["res.partner"].create({"name": "Acme", "is_company": True})
    user = people.hire(env, PORTAL_USER, groups=("base.group_portal",))
    user.partner_id.parent_id = customer.id
    return user


def dealt_to_customers(env, own):
    """Return an expression that deals rows out to ``own`` and many other customers."""
    first = fill.people(env, CUSTOMERS - 1)
    return fill.one_of([own, *range(first, first + CUSTOMERS - 1)])


class Filing:
    """What both can do with requests; each says how its own are filed.

    ``requests`` is its model, ``shown`` what its list shows, ``column`` what its kanban
    has columns of, and ``pages`` its addresses in the portal.
    """

    def file_one(self):
        return Operation(self.registry, self.ana, lambda env, _: self.file(env, 1))

    def file_many(self):
        return Operation(
            self.registry,
            self.ana,
            lambda env, _: self.file(env, A_BATCH),
            many=A_BATCH,
        )

    def requests_of_agent(self):
        return Operation(self.registry, self.ana, self._list_requests)

    def requests_of_supervisor(self):
        return Operation(self.registry, self.boss, self._list_requests)

    def open_requests(self):
        return Operation(self.registry, self.boss, self._list_open)

    def requests_kanban(self):
        return Operation(self.registry, self.boss, self._show_kanban)

    def requests_counted(self):
        return Operation(self.registry, self.boss, self._count_open)

    def portal_list(self):
        client = browser.logged_in(self.registry, PORTAL_USER)
        return browser.Request(lambda: browser.page(client, self.pages["list"]))

    def portal_counter(self):
        client = browser.logged_in(self.registry, PORTAL_USER)
        counters = [self.pages["counter"]]
        return browser.Request(
            lambda: browser.call(client, "/my/counters", {"counters": counters})
        )

    def portal_form(self):
        client = browser.logged_in(self.registry, PORTAL_USER)
        return browser.Request(lambda: browser.page(client, self.pages["form"]))

    def portal_file(self):
        """Return the request that files one, with a token that a form gave before."""
        client = browser.logged_in(self.registry, PORTAL_USER)
        _status, form = browser.page(client, self.pages["form"])
        token = re.search(rb'name="csrf_token"[^>]*value="([^"]+)"', form)[1].decode()

        def send():
            typed = {"csrf_token": token, **self.typed()}
            return browser.post(client, self.pages["post"], typed)

        return browser.Request(send, expected={302, 303})

    def _list_requests(self, env, _given, domain=()):
        people.read_list(env[self.requests], self.shown_requests, domain)

    def _list_open(self, env, given):
        self._list_requests(env, given, self.open_domain(env))

    def _show_kanban(self, env, _given):
        shown = {name: {} for name in self.shown_requests[:3]}
        env[self.requests].web_read_group(
            self.open_domain(env),
            [self.column],
            auto_unfold=True,
            unfold_read_specification=shown,
            unfold_read_default_limit=80,
        )

    def _count_open(self, env, _given):
        groups = ["team_id", self.column]
        env[self.requests]._read_group(self.open_domain(env), groups, ["__count"])

"""Fifty people at work: they pause, leave and come back, take, hand over and finish."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from urllib.error import URLError

from waiting import wait_until

from setup.rpc import RemoteError, Session

HELD = """
    SELECT id FROM discuss_channel
     WHERE pact_state = 'in_progress' AND pact_agent_id = %s ORDER BY id
"""
WAITING = """
    SELECT id FROM discuss_channel
     WHERE pact_state = 'waiting' AND pact_team_id = %s ORDER BY pact_waiting_date, id
"""
# Out of a hundred things that somebody does; what is left is finishing one.
HABITS = (
    ("pause", 10),
    ("go", 20),
    ("come", 15),
    ("ask_for_next", 5),
    ("take", 5),
    ("give_back", 5),
    ("hand_over", 5),
)
LOGGING_IN_AT_ONCE, MADE_AT_ONCE = 4, 10
# All together they keep one of so many servers busy.
BREATH = 2.5
PATIENCE = 120
# What a colleague or the lane did in the same moment.
REFUSED = "odoo.exceptions.UserError"


class Staff:
    """Agents of a team of their own, each with a limit, each in a thread."""

    def __init__(self, product, admin, sql, name, limits):
        self._product, self._admin, self._sql = product, admin, sql
        self.team = self._make_team(name)
        logins = [f"{name}-agente-{number:02}" for number in range(len(limits))]
        users = self._make_users(logins)
        self.limits = dict(zip(users, limits, strict=True))
        self._enlist()
        [kind] = admin.call("pact.pause.type", "create", [{"name": f"Pausa {name}"}])
        self._pause = kind
        with ThreadPoolExecutor(LOGGING_IN_AT_ONCE) as pool:
            self._sessions = list(pool.map(self._log_in, logins))

    def _make_team(self, name):
        values = {"name": name, "method": "round_robin", "kind": "team"}
        return self._admin.call("pact.team", "create", [values])[0]

    def _make_users(self, logins):
        company = self._admin.call("res.users", "read", [self._admin.user_id])[0]
        values = [
            {
                "name": login,
                "login": login,
                "company_id": company["company_id"][0],
                "company_ids": [(6, 0, company["company_ids"])],
                "group_ids": [(6, 0, [self._ref("base.group_user")])],
            }
            for login in logins
        ]
        quiet = {"no_reset_password": True}
        create = partial(self._admin.call, "res.users", "create", context=quiet)
        users = [
            user
            for begin in range(0, len(values), MADE_AT_ONCE)
            for user in create(values[begin : begin + MADE_AT_ONCE])
        ]
        # To make fifty passwords takes longer than the whole test.
        self._sql(
            """UPDATE res_users SET password = known.password FROM res_users known
                WHERE known.login = 'admin' AND res_users.id = ANY(%s)""",
            users,
        )
        return users

    def _log_in(self, login):
        return Session(self._product.url, self._product.database, login, "admin")

    def _ref(self, xmlid):
        module, name = xmlid.split(".")
        domain = [["module", "=", module], ["name", "=", name]]
        found = self._admin.call("ir.model.data", "search_read", domain, ["res_id"])
        return found[0]["res_id"]

    def _enlist(self):
        options = self._admin.call(
            "pact.right",
            "search",
            [["code", "in", ["may_dispense", "may_transfer"]]],
        )
        values = [
            {
                "user_id": user,
                "max_open": most,
                "team_ids": [(6, 0, [self.team])],
                "option_ids": [(6, 0, options)],
            }
            for user, most in self.limits.items()
        ]
        self._admin.call("pact.member", "create", values)

    def work(self, sql, *, seed, rhythm, customers_are_done):
        """Let everybody work until ``customers_are_done``; raise what one could not."""
        with ThreadPoolExecutor(len(self._sessions)) as pool:
            threads = [
                pool.submit(
                    self._work,
                    session,
                    sql,
                    random.Random(seed + index),
                    rhythm,
                    customers_are_done,
                )
                for index, session in enumerate(self._sessions)
            ]
        for thread in threads:
            thread.result()

    def _work(self, session, sql, chance, rhythm, customers_are_done):
        took = 0
        # Where the machine is slow, people are: else they would be all that it does.
        while not customers_are_done.wait(
            max(chance.uniform(*rhythm), took * len(self._sessions) * BREATH)
        ):
            began = time.monotonic()
            self._do(_habit(chance.uniform(0, 100)), session, sql, chance)
            took = time.monotonic() - began

    def _do(self, habit, session, sql, chance):
        match habit:
            case "pause":
                self._try(session, "pact.member", "begin_pause", self._pause)
            case "go":
                self._choose(session, "unavailable")
            case "come":
                self._choose(session, "available")
            case "ask_for_next":
                self._try(session, "discuss.channel", "action_pact_next")
            case "take":
                self._with_one(session, sql(WAITING, self.team), chance, "take")
            case "give_back":
                held = sql(HELD, session.user_id)
                self._with_one(session, held, chance, "return")
            case "hand_over":
                to = {"user_id": chance.choice(list(self.limits))}
                held = sql(HELD, session.user_id)
                self._with_one(session, held, chance, "transfer", to)
            case _:
                self._finish_one(session, sql, chance)

    def come(self, pace=0.0):
        """Let everybody be there, one after the other."""
        for session in self._sessions:
            self._choose(session, "available")
            time.sleep(pace)

    def leave(self):
        for session in self._sessions:
            self._choose(session, "unavailable")

    def finish_all(self, sql):
        for session in self._sessions:
            while self._finish_one(session, sql, random.Random(0)):
                pass

    def _choose(self, session, state):
        self._try(session, "pact.member", "choose_availability", state)

    def _finish_one(self, session, sql, chance):
        held = sql(HELD, session.user_id)
        self._with_one(session, held, chance, "finish")
        return held

    def _with_one(self, session, rows, chance, act, *values):
        if rows:
            [one] = chance.choice(rows)
            self._try(session, "discuss.channel", f"action_pact_{act}", [one], *values)

    def _try(self, session, *call):
        """Do it; where the server is down, or somebody was faster, go on."""
        try:
            session.call(*call)
        except RemoteError as error:
            if error.name != REFUSED:
                raise
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(1)


def _habit(dice):
    for habit, share in HABITS:
        if (dice := dice - share) < 0:
            return habit
    return "finish"


class Customers:
    """They write in bursts, from a thread of their own."""

    def __init__(self, network, count, burst, pause, came=None):
        self._network = network
        # How many have come in: nobody writes before those before them have.
        self._came = came or (lambda: len(self.wrote))
        self._count, self._burst, self._pause = count, burst, pause
        self.wrote = []
        self._speech = threading.Lock()
        self._thread = threading.Thread(target=self._write)

    def begin(self):
        self._thread.start()

    def end(self):
        self._thread.join()

    def silent(self):
        """Keep them from writing for as long as the block lasts.

        What a network cannot deliver it brings again after a minute, and tests wait.
        """
        return self._speech

    def _write(self):
        while len(self.wrote) < self._count:
            for _ in range(min(self._burst, self._count - len(self.wrote))):
                with self._speech:
                    customer = self._network.customer()
                    self._network.write_as(customer, "Bom dia")
                    self.wrote.append(customer)
            began = time.monotonic()
            wait_until(lambda: self._came() >= len(self.wrote), PATIENCE)
            time.sleep(max(self._pause, time.monotonic() - began))

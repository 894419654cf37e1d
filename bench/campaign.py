"""One correspondence to ten thousand people, through the lane, at a network's pace."""

import itertools
import threading
import time
from contextlib import contextmanager
from typing import NamedTuple

import requests

from odoo import SUPERUSER_ID, api
from odoo.fields import Command
from odoo.tools import split_every

from setup import odoo_process, places, steps
from setup.background import Background, free_port

from . import payloads

# (messages, what the network takes a second); the second one is a slow number.
RUNS = ((10_000, 80), (400, 20))
# Memory is looked at first when so much of it has left.
EARLY = 0.1
MB = 1024 * 1024
# What the interpreter and PostgreSQL's driver keep for themselves, and no more.
GROWTH = 8 * MB
LOOK = 0.5
STATUSES_AT_ONCE = 100
_numbers = itertools.count(351_930_000_000)


class Outcome(NamedTuple):
    """What was seen by the network, by the database, and by the system."""

    limit: int
    count: int
    rate: float
    most: int
    refused: int
    doubles: int
    delivered: int
    memory_early: int
    memory_late: int

    def promises(self):
        grown = self.memory_late - self.memory_early
        return {
            f"never more than {self.limit} in one second": self.most <= self.limit
            and not self.refused,
            "nobody got it twice": not self.doubles,
            "everybody got it": self.delivered == self.count,
            f"at most {GROWTH // MB} MB more in the end": grown <= GROWTH,
        }


def run(contestant):
    return [_send(contestant, count, limit) for count, limit in RUNS]


def _send(contestant, count, limit):
    steps.say(f"Sending {count} messages to a network that takes {limit} a second")
    with _network(limit) as url:
        made = _prepare(contestant, url, count, limit)
        with _memory(url, count * EARLY) as seen:
            began = time.monotonic()
            _run_lane(contestant.registry, made)
            took = time.monotonic() - began
        report = requests.get(url, timeout=60).json()
        taken = requests.get(f"{url}/taken", timeout=60).json()
    _tell_delivered(contestant, taken)
    return Outcome(
        limit,
        count,
        report["count"] / took,
        report["most"],
        report["refused"],
        report["count"] - report["people"],
        _count(contestant.registry, made, "delivered"),
        *seen,
    )


@contextmanager
def _network(limit):
    port = free_port()
    words = (f"--port={port}", f"--limit={limit}")
    command = (places.PYTHON, "-m", "bench.fast_network", *words)
    log = odoo_process.log_of("bench-network")
    network = Background("The network", command, log, port=port)
    try:
        network.start()
        yield f"http://127.0.0.1:{port}"
    finally:
        network.stop()


def _prepare(contestant, url, count, limit):
    """Return a correspondence to so many people nobody knows, running."""
    with contestant.registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        inbox = env["pact.inbox"].browse(contestant.inbox)
        inbox.write({"base_url": url, "throughput": limit, "has_no_people_limit": True})
        template = _template(inbox)
        boss = env(user=contestant.boss)
        numbers = itertools.islice(_numbers, count)
        one = boss["pact.correspondence"].create(
            {
                "name": "Novidades",
                "company_id": inbox.company_id.id,
                "template_id": template.id,
                "audience": "numbers",
                "numbers": "\n".join(f"+{number}" for number in numbers),
            }
        )
        one.action_prepare()
        one.action_start()
        return one.id


def _template(inbox):
    return inbox.env["pact.template"].create(
        {
            "name": f"novidades_{inbox.throughput}",
            "company_id": inbox.company_id.id,
            "inbox_id": inbox.id,
            "language": "pt_BR",
            "category": "utility",
            "state": "approved",
            "is_published": True,
            "body": "Olá {{1}}, temos pão quente.",
            "variable_ids": [
                Command.create({"place": "body", "name": "1", "source": "contact"})
            ],
        }
    )


def _run_lane(registry, made):
    """Give the lane its turns, as the scheduler does, until all of it is out."""
    while not _is_done(registry, made):
        with registry.cursor() as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            problem = env.ref("pact_team.ir_cron_send").method_direct_trigger()
            if isinstance(problem, dict) and problem.get("tag") != "reload":
                steps.say(f"The lane failed: {problem}")


def _is_done(registry, made):
    with registry.cursor() as cr:
        cr.execute("SELECT state FROM pact_correspondence WHERE id = %s", [made])
        (state,) = cr.fetchone()
    if state not in ("running", "done"):
        raise RuntimeError(f"the correspondence of the bench is {state}")
    return state == "done"


def _count(registry, made, state):
    with registry.cursor() as cr:
        cr.execute(
            """
            SELECT count(*) FROM pact_correspondence_recipient
             WHERE correspondence_id = %s AND state = %s
            """,
            [made, state],
        )
        return cr.fetchone()[0]


def _tell_delivered(contestant, taken):
    """Let the network say that each one arrived, and receive it as any news."""
    with contestant.registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        for batch in split_every(STATUSES_AT_ONCE, taken.items()):
            contestant.accept(env, payloads.statuses(batch, "delivered"))
        cr.commit()
        contestant.drain(env)


@contextmanager
def _memory(url, early_count):
    """Note what this process holds once so many have left, and in the end."""
    seen, is_over = [], threading.Event()

    def look():
        while not is_over.wait(LOOK):
            if requests.get(url, timeout=60).json()["count"] >= early_count:
                seen.append(_resident())
                return

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield seen
    finally:
        is_over.set()
        watcher.join()
        seen.append(_resident())


def _resident():
    """Return the bytes of this process that are in memory."""
    with open("/proc/self/smaps_rollup") as rollup:
        kilobytes = next(line for line in rollup if line.startswith("Rss:")).split()[1]
    return 1024 * int(kilobytes)

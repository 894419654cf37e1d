"""A thousand messages at once, and whether each ended where it belongs."""

import itertools
import time
from typing import NamedTuple

from odoo import SUPERUSER_ID, api
from odoo.tools import html2plaintext

from . import payloads

CUSTOMERS = 200
MESSAGES = 1000
BUDGET = 100
# Who processes within the webhook takes long: they get a tenth of it.
FEWER = 10
# Every tenth webhook comes twice, as after an answer that was slow.
REPEATED = 10


class Outcome(NamedTuple):
    rate: float
    problems: list


def run(contestants):
    """Return ``{name: outcome}`` of everyone whose customers can write."""
    outcomes = {}
    for contestant in contestants:
        if hasattr(contestant, "drain"):
            outcomes[contestant.name] = through_lane(contestant)
        elif hasattr(contestant, "newcomers"):
            outcomes[contestant.name] = one_by_one(contestant)
    return outcomes


def through_lane(contestant):
    """Let the burst wait as events, then run the receive lane once."""
    said = _conversations(contestant.newcomers, CUSTOMERS, MESSAGES)
    arriving = [payloads.text(*one) for one in _in_turns(said)]
    with contestant.registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        contestant.drain(env)
        for payload in (*arriving, *arriving[::REPEATED]):
            contestant.accept(env, payload)
    with contestant.registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        began = time.perf_counter()
        env["pact.event"]._cron_receive()
        rate = MESSAGES / (time.perf_counter() - began)
        env.invalidate_all()
        return Outcome(rate, _problems(env, said))


def one_by_one(contestant):
    """Let a webhook process each message at once, in a transaction of its own."""
    said = _conversations(contestant.newcomers, CUSTOMERS // FEWER, MESSAGES // FEWER)
    arriving = iter([payloads.text(*one) for one in _in_turns(said)])
    operation = contestant.message(lambda: next(arriving))
    count = MESSAGES // FEWER
    seconds = sum(operation.sample().ms for _turn in range(count)) / 1000
    return Outcome(count / seconds, [])


def _conversations(newcomers, customers, messages):
    """Return ``{customer: what they will say}``."""
    lines = [f"Line {number}" for number in range(messages // customers)]
    return dict.fromkeys(itertools.islice(newcomers, customers), lines)


def _in_turns(said):
    """Yield (customer, line): everyone's first line, then everyone's second."""
    for lines in zip(*said.values(), strict=True):
        yield from zip(said, lines, strict=True)


def _problems(env, said):
    """Return the customers whose conversation is not word for word what they said."""
    keys = env["pact.identity.key"].search([("value", "in", list(said))])
    heard = {}
    for key in keys:
        channels = env["discuss.channel"].search(
            [("pact_identity_id", "=", key.identity_id.id)]
        )
        messages = channels.message_ids.sorted("id")
        heard[key.value] = [html2plaintext(body) for body in messages.mapped("body")]
    return [
        f"{customer} said {lines} and is heard saying {heard.get(customer)}"
        for customer, lines in said.items()
        if heard.get(customer) != lines
    ]

"""./pact bench [--quick]: who is quicker, at which size, and were our promises kept."""

import argparse
import sys
from contextlib import ExitStack

from odoo import SUPERUSER_ID, api

from setup import database, steps

from . import burst, contests, databases, fetch, table
from .ours import PactTeam
from .peers.core import Core
from .peers.gateway import Gateway
from .peers.helpdesk import Helpdesk
from .peers.livechat import Livechat
from .served import served

SIZES = (0, 10_000, 100_000)


def main():
    sizes = SIZES[:2] if _parser().parse_args().quick else SIZES
    steps.end_well_when_told()
    database.drop_abandoned()
    steps.say("Fetching the peers")
    fetched = fetch.fetch()
    databases.load_odoo()
    with ExitStack() as running:
        contestants = _invite(fetched, running)
        measured = contests.all_contests()
        bursts = {}
        for size in sizes:
            _age(contestants, size - max(bursts, default=0))
            steps.say(f"Measuring with {size} conversations")
            for contest in measured:
                contest.run(contestants, size)
            bursts[size] = burst.run(contestants)
    table.show(measured, bursts)
    sys.exit(not _all_held(measured, bursts))


def _invite(fetched, running):
    """Make a database for whoever could be fetched, and let a server speak for it."""
    have = running.enter_context
    contestants = [
        PactTeam(have(databases.of_pact_team())),
        Core(have(databases.of_core("core"))),
        Livechat(have(databases.of_core("livechat", "im_livechat"))),
    ]
    if Gateway.addons <= fetched.keys():
        registry = have(databases.of_core("gateway", *sorted(Gateway.addons)))
        contestants.append(Gateway(registry, running))
    if Helpdesk.addons <= fetched.keys():
        registry = have(databases.of_core("helpdesk", *Helpdesk.addons))
        contestants.append(Helpdesk(registry))
    url = have(served(*(each.registry for each in contestants)))
    for contestant in contestants:
        contestant.url = url
    return contestants


def _age(contestants, count):
    """Give everyone ``count`` more conversations in the past."""
    if not count:
        return
    steps.say(f"Adding {count} conversations")
    for contestant in contestants:
        if hasattr(contestant, "fill"):
            with contestant.registry.cursor() as cr:
                contestant.fill(api.Environment(cr, SUPERUSER_ID, {}), count)
                cr.commit()
                cr.execute("ANALYZE")


def _all_held(measured, bursts):
    promises = [
        budget.is_held(contest.figures)
        for contest in measured
        for budget in contest.budgets
        if budget.is_strict
    ]
    lost = [
        outcome.problems
        for outcomes in bursts.values()
        for outcome in outcomes.values()
    ]
    return all(promises) and not any(lost)


def _parser():
    parser = argparse.ArgumentParser(prog="./pact bench")
    parser.add_argument(
        "--quick", action="store_true", help="no more than 10 000 conversations"
    )
    return parser


if __name__ == "__main__":
    main()

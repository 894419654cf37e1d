"""./pact bench: who is quicker, at which size, and were our promises kept."""

import argparse
import sys
from contextlib import ExitStack

from odoo.modules.module import Manifest

from setup import database, steps

from . import burst, campaign, contests, databases, fetch, table
from .ours import PactTeam
from .peers.core import Core
from .peers.gateway import Gateway
from .peers.helpdesk import Helpdesk
from .peers.livechat import Livechat
from .served import served

PEERS = (Core, Livechat, Gateway, Helpdesk)
SIZES = (0, 10_000, 100_000)
CROWDS = (10_000, 1_000_000)


def main():
    wanted = _parser().parse_args()
    steps.end_well_when_told()
    if wanted.campaign:
        sys.exit(not _campaign_held())
    if wanted.million:
        sys.exit(not all([_crowds_held(), _campaign_held()]))
    sizes = SIZES[:2] if wanted.quick else SIZES
    if wanted.requests:
        sys.exit(not _requests_held(sizes))
    with steps.alone("bench"), ExitStack() as running:
        database.drop_abandoned()
        contestants = _invite(running)
        conversations, members = (
            contests.about_conversations(sizes),
            contests.about_members(),
        )
        bursts = {}
        for size in conversations.sizes:
            conversations.run(contestants, size)
            bursts[size] = burst.run(contestants)
        for size in members.sizes:
            members.run(contestants, size)
    table.show(conversations)
    table.show_bursts(bursts)
    table.show(members)
    measured = conversations.contests + members.contests
    # In databases of their own: the peer's tickets are its conversations, too.
    sys.exit(not all([_all_held(measured, bursts), _requests_held(sizes)]))


def _requests_held(sizes):
    """Measure requests, beside the one peer that has them."""
    with steps.alone("bench"), ExitStack() as running:
        database.drop_abandoned()
        requests = contests.about_requests(sizes)
        contestants = _invite(running, (Helpdesk,))
        for size in requests.sizes:
            requests.run(contestants, size)
    table.show(requests)
    return _all_held(requests.contests, {})


def _crowds_held():
    """Measure ours alone, beside itself a hundred times smaller."""
    with steps.alone("bench"), ExitStack() as running:
        database.drop_abandoned()
        databases.load_odoo()
        ours = PactTeam(running.enter_context(databases.of_pact_team()), running)
        crowds = contests.about_crowds(CROWDS)
        for size in crowds.sizes:
            crowds.run([ours], size)
    table.show(crowds)
    return _all_held(crowds.contests, {})


def _campaign_held():
    """Send ours alone, in a database of its own, to a network that counts."""
    with steps.alone("bench"), ExitStack() as running:
        database.drop_abandoned()
        databases.load_odoo()
        ours = PactTeam(running.enter_context(databases.of_pact_team()), running)
        outcomes = campaign.run(ours)
    table.show_campaign(outcomes)
    return all(all(each.promises().values()) for each in outcomes)


def _invite(running, peers=PEERS):
    """Make a database for whoever can take part, and let one server speak for all."""
    steps.say("Fetching the peers")
    fetched = fetch.fetch()
    databases.load_odoo()
    contestants = [
        PactTeam(running.enter_context(databases.of_pact_team()), running),
        *filter(None, (_install(peer, fetched, running) for peer in peers)),
    ]
    url = running.enter_context(served(*(each.registry for each in contestants)))
    for contestant in contestants:
        contestant.url = url
    return contestants


def _install(peer, fetched, running):
    """Return a peer in a database of its own, or say why it does not take part."""
    absent = [addon for addon in peer.addons if not Manifest.for_addon(addon)]
    if absent:
        steps.say(f"{peer.name} does not take part: no {', '.join(absent)} to be had")
        return None
    versions = [f"{addon} {fetched.get(addon, 'of core')}" for addon in peer.addons]
    steps.say(f"Installing {', '.join(versions) or 'nothing but core'}")
    try:
        registry = running.enter_context(databases.of_core(peer.name, *peer.addons))
    except SystemExit as refusal:
        steps.say(f"{peer.name} does not take part, it cannot be installed: {refusal}")
        return None
    return peer(registry, running)


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
    parser.add_argument(
        "--million", action="store_true", help="our lists with a million conversations"
    )
    parser.add_argument(
        "--requests", action="store_true", help="customers' requests alone"
    )
    parser.add_argument(
        "--campaign", action="store_true", help="10 000 messages of a correspondence"
    )
    return parser


if __name__ == "__main__":
    main()

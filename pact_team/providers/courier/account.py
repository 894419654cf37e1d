"""Asks a network how an account is doing, and why it might not work."""

import requests

from ..signals import Failure, Finding, Health
from ..transport import Account
from .asking import ask


def ask_health(provider, account: Account) -> Health | Failure:
    with requests.Session() as session:
        return ask(session, provider.build_health(account), provider.read_health)


def subscribe(provider, account: Account) -> Failure | None:
    """Have the network tell us of the account's news; return why it does not."""
    with requests.Session() as session:
        return ask(session, provider.build_subscribe(account), provider.read_done)


def check_account(provider, account: Account) -> list[Finding]:
    """Return what keeps messages from coming or going: nothing, when all is well.

    Where the network cannot be asked, or knows no token, the rest stays unknown.
    """
    with requests.Session() as session:
        health = ask(session, provider.build_health(account), provider.read_health)
        found = [*_of_number(provider, health)]
        if any(one.kind in ("unreachable_api", "token") for one in found):
            return found
        found += _of_account(session, provider, account)
    return list({finding.kind: finding for finding in found}.values())


def _of_number(provider, health):
    if isinstance(health, Failure):
        yield Finding(provider.finding_of(health, "number_unknown"), _words(health))
        return
    if not health.is_connected:
        yield Finding("not_registered", health.display_number)
    if health.name_state not in ("approved", ""):
        yield Finding("name_not_approved", health.name_state)
    billing = [one for one in health.reasons if provider.is_billing(one)]
    if billing:
        yield Finding("billing", billing[0])
    if health.can_send == "blocked":
        yield Finding("blocked", "\n".join(health.reasons))


def _of_account(session, provider, account):
    numbers = ask(session, provider.build_numbers(account), provider.read_numbers)
    if isinstance(numbers, Failure):
        yield Finding(provider.finding_of(numbers, "account_unknown"), _words(numbers))
        return
    if account.number_ref not in numbers:
        yield Finding("number_unknown", account.number_ref)
    apps = ask(
        session, provider.build_subscriptions(account), provider.read_subscriptions
    )
    if isinstance(apps, Failure):
        yield Finding(provider.finding_of(apps, "permission"), _words(apps))
    elif not apps or (account.app_ref and account.app_ref not in apps):
        yield Finding("not_subscribed", ", ".join(apps))


def _words(failure):
    return f"{failure.code} {failure.detail}".strip()

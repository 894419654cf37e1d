"""Who is told of an account's news: without being subscribed, nobody hears anything.

https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/subscribed_apps/
"""

from urllib.parse import urlencode

from ..signals import Failure
from ..transport import Account, Request, Response
from ..untrusted import identifier, mapping, mappings
from .answers import read_success
from .building import bearer, url_of

# As many numbers as one account may ever have, and more.
NUMBERS_PER_PAGE = 100


def build_numbers(account: Account) -> Request:
    query = urlencode({"fields": "id", "limit": NUMBERS_PER_PAGE})
    url = f"{url_of(account, account.account_ref, 'phone_numbers')}?{query}"
    return Request("GET", url, headers=bearer(account))


def read_numbers(response: Response) -> list[str] | Failure:
    """Return the ids of the numbers of an account."""
    found = read_success(response)
    if isinstance(found, Failure):
        return found
    return [identifier(number.get("id")) for number in mappings(found.get("data"))]


def build_subscriptions(account: Account) -> Request:
    url = url_of(account, account.account_ref, "subscribed_apps")
    return Request("GET", url, headers=bearer(account))


def read_subscriptions(response: Response) -> list[str] | Failure:
    """Return the ids of the programs that are told."""
    found = read_success(response)
    if isinstance(found, Failure):
        return found
    apps = mappings(found.get("data"))
    data = (mapping(app.get("whatsapp_business_api_data")) for app in apps)
    return [identifier(app.get("id")) for app in data]


def build_subscribe(account: Account) -> Request:
    url = url_of(account, account.account_ref, "subscribed_apps")
    return Request("POST", url, headers=bearer(account), is_repeatable=True)


def read_done(response: Response) -> Failure | None:
    """Return why something was not done, if it was not."""
    found = read_success(response)
    return found if isinstance(found, Failure) else None

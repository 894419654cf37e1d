"""Files a message only links to; the network fetches them itself.

Only from the business's own webhook server: the simulator calls nobody else.
"""

from functools import partial
from urllib.parse import urlsplit

import requests

from .. import delivery
from ..errors import GraphError
from ..postbox import direct_session
from . import media_types

FETCH_SECONDS = 5


def fetch_later(network, message):
    network.schedule.after(0, partial(_fetch, network, message))


def _fetch(network, message):
    try:
        mime_type, content = _download(message)
        media_types.check(message.kind, mime_type, len(content))
    except (requests.RequestException, GraphError) as error:
        delivery.fail(network, message, 131053, f"The link failed: {error}")
    else:
        delivery.put_on_phone(network, message)


def _download(message):
    link = message.content["link"]
    webhook = message.number.webhook or message.number.account.webhook
    if webhook is None or urlsplit(link)[:2] != urlsplit(webhook.url)[:2]:
        raise GraphError(131053, "only the webhook's own server is called")
    with direct_session() as session:
        response = session.get(link, timeout=FETCH_SECONDS, allow_redirects=False)
    if response.status_code != 200:
        raise GraphError(131053, f"HTTP {response.status_code}")
    return response.headers.get("Content-Type", ""), response.content

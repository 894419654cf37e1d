"""One POST to the business, and what came of it."""

import threading
import time
from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy

import requests

from . import handshake, signature


@dataclass
class Letter:
    url: str
    secret: str
    payload: dict
    variant: int = 0
    updates: list = field(default_factory=list)
    mode: str = "good"


class Postbox:
    def __init__(self, network, session=None):
        self._network = network
        self._session = session or direct_session()

    def shake_hands(self, url, verify_token, challenge):
        """Raise unless the webhook proves to be ours."""
        timeout = self._network.settings.webhook_timeout
        handshake.verify(
            url, verify_token, challenge, session=self._session, timeout=timeout
        )

    def post(self, letter):
        """Return whether the business answered 200, and log all of it."""
        body = signature.as_bytes(letter.payload, letter.variant)
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "simulator",
            **signature.headers(letter.secret, body, letter.mode),
        }
        started = time.perf_counter()
        outcome = self._attempt(letter.url, body, headers)
        self._network.journal.add(
            "delivery",
            url=letter.url,
            headers=headers,
            body=body.decode(),
            payload=letter.payload,
            updates=letter.updates,
            duration=time.perf_counter() - started,
            **outcome,
        )
        return outcome["status"] == 200

    def post_at_once(self, letter, times):
        """Post the same letter ``times`` at the same moment."""
        gate = threading.Barrier(times)
        received = []

        def post():
            gate.wait()
            received.append(self.post(letter))

        threads = [threading.Thread(target=post, daemon=True) for _ in range(times)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return any(received)

    def _attempt(self, url, body, headers):
        timeout = self._network.settings.webhook_timeout
        try:
            response = self._session.post(
                url, data=body, headers=headers, timeout=timeout, allow_redirects=False
            )
        except requests.RequestException as error:
            return {"status": None, "response": "", "error": type(error).__name__}
        return {"status": response.status_code, "response": response.text, "error": ""}


def direct_session():
    """Return a session without proxies, which keeps no cookies, as the network's."""
    session = requests.Session()
    session.trust_env = False
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    return session

"""The question a webhook has to answer before it is used."""

from urllib.parse import urlsplit

import requests

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class HandshakeError(Exception):
    """The address may not be used, or did not answer as it must."""


def check_address(url):
    """Refuse whatever is not plain HTTP on this machine."""
    address = urlsplit(url)
    if address.scheme != "http" or address.hostname not in LOOPBACK:
        message = "A webhook must be http:// on 127.0.0.1."
        raise HandshakeError(message)


def ask(url, query, *, session=requests, timeout=10):
    """Send the GET, and return what came back."""
    check_address(url)
    return session.get(url, params=query, timeout=timeout, allow_redirects=False)


def verify(url, verify_token, challenge, *, session, timeout):
    """Raise unless the webhook echoes the challenge exactly."""
    query = {
        "hub.mode": "subscribe",
        "hub.verify_token": verify_token,
        "hub.challenge": challenge,
    }
    try:
        response = ask(url, query, session=session, timeout=timeout)
    except requests.RequestException as error:
        message = f"The webhook did not answer ({type(error).__name__})."
        raise HandshakeError(message) from error
    if response.status_code != 200 or response.text != challenge:
        message = f"The webhook answered {response.status_code}, not the challenge."
        raise HandshakeError(message)

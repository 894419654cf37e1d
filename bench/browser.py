"""Requests to Odoo: in this process, or through a socket to a running server."""

import time

import requests
from werkzeug.test import Client

from odoo import sql_db
from odoo.http import root

from . import payloads, people
from .measure import Sample

LOCAL = {"REMOTE_ADDR": "127.0.0.1"}


class Request:
    """What ``send`` sends, taken as an operation; it returns a status and a body.

    The count of queries is Odoo's whole: its own before and after ours too.
    """

    def __init__(self, send, expected=frozenset({200})):
        self._send, self._expected = send, expected

    def sample(self):
        began, asked = time.perf_counter(), sql_db.sql_counter
        status, body = self._send()
        took = 1000 * (time.perf_counter() - began)
        if status not in self._expected or b'"error"' in body[:100]:
            raise RuntimeError(f"{status}: {body[:2000]}")
        return Sample(took, sql_db.sql_counter - asked, size=len(body))


def opening_discuss(registry, login, *further):
    """Return the request that a browser of ``login`` fills Discuss with."""
    client = logged_in(registry, login)
    names = ("init_messaging", "failures", "channels_as_member", *further)
    return Request(lambda: call(client, "/mail/data", {"fetch_params": names}))


def opening_one(registry, login, channel, messages):
    """Return the requests that show a conversation: itself, and what was said last."""
    client = logged_in(registry, login)

    def send():
        fetched = [["discuss.channel", [channel]]]
        call(client, "/mail/data", {"fetch_params": fetched})
        return call(
            client,
            "/discuss/channel/messages",
            {"channel_id": channel, "fetch_params": {"limit": messages}},
        )

    return Request(send)


def logged_in(registry, login):
    client = Client(root)
    password = people.password_of(login)
    credentials = {"db": registry.db_name, "login": login, "password": password}
    _status, answer = call(client, "/web/session/authenticate", credentials)
    if b'"error"' in answer[:100]:
        raise RuntimeError(f"{login} cannot log in: {answer[:2000]}")
    return client


def webhook(contestant):
    """Return the request by which the network delivers one more message."""
    client = Client(root, use_cookies=False)

    def send():
        body, headers = _delivery(contestant)
        response = client.post(
            contestant.webhook_path, data=body, headers=headers, environ_base=LOCAL
        )
        return response.status_code, response.data

    return Request(send)


def webhook_over_http(contestant, url):
    def send():
        body, headers = _delivery(contestant)
        response = requests.post(
            url + contestant.webhook_path, data=body, headers=headers, timeout=60
        )
        return response.status_code, response.content

    return Request(send)


def page(client, path):
    response = client.get(path, environ_base=LOCAL)
    return response.status_code, response.data


def post(client, path, form):
    """Send a form as a page does; who takes it answers with where to go."""
    response = client.post(path, data=form, environ_base=LOCAL)
    return response.status_code, response.data


def _delivery(contestant):
    body, headers = payloads.signed(payloads.text(payloads.RUNNING))
    return body, headers | {"X-Odoo-Database": contestant.registry.db_name}


def call(client, path, params):
    response = client.post(path, json={"params": params}, environ_base=LOCAL)
    return response.status_code, response.data

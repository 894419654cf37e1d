import json

from werkzeug.exceptions import BadRequest, Forbidden, NotFound, Unauthorized

from odoo import http
from odoo.http import request

from ..providers import PROVIDERS

# The most that any network of ours sends at once: Meta's 3 MB.
# https://developers.facebook.com/docs/graph-api/webhooks/getting-started
SIZE_LIMIT = 3 * 1024 * 1024

PATH = "/pact/webhook/<string:provider>/<string:key>"


class Webhook(http.Controller):
    """Where a network tells what customers did: verify, keep, answer."""

    @http.route(
        PATH,
        type="http",
        auth="public",
        methods=["GET"],
        save_session=False,
    )
    def handshake(self, provider, key, **_query):
        inbox = self._find_inbox(provider, key)
        challenge = PROVIDERS[provider].handshake(
            request.httprequest.args, inbox.verify_token
        )
        if challenge is None:
            raise Forbidden
        inbox._note_handshake()
        return request.make_response(
            challenge,
            headers=[
                ("Content-Type", "text/plain; charset=utf-8"),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )

    @http.route(
        PATH,
        type="http",
        auth="public",
        methods=["POST"],
        csrf=False,
        save_session=False,
        max_content_length=SIZE_LIMIT,
    )
    def receive(self, provider, key, **_form):
        inbox = self._find_inbox(provider, key)
        body = request.httprequest.get_data()
        self._check_signature(inbox, PROVIDERS[provider], body)
        # sudo: pact.event - the signature proved that the network speaks
        request.env["pact.event"].sudo()._accept(inbox, self._read_json(body))
        return request.make_response("")

    def _find_inbox(self, provider, key):
        """Return the inbox of this address; an archived one still listens."""
        is_address = provider in PROVIDERS and key.isascii() and key.isprintable()
        inbox = is_address and request.env["pact.inbox"]._find_by_webhook(provider, key)
        if not inbox:
            raise NotFound
        return inbox

    def _check_signature(self, inbox, provider, body):
        signature = request.httprequest.headers.get(provider.signature_header)
        if not signature:
            raise Unauthorized
        # Anybody can sign with a secret that is not there.
        if not inbox.app_secret or not provider.is_genuine(
            inbox.app_secret, signature, body
        ):
            raise Forbidden

    def _read_json(self, body):
        try:
            payload = json.loads(body)
        except (ValueError, RecursionError):
            raise BadRequest from None
        if not isinstance(payload, dict):
            raise BadRequest
        return payload

from odoo.http import request

from odoo.addons.mail.controllers.webclient import WebclientController


class PactWebclientController(WebclientController):
    @classmethod
    def _process_request_for_internal_user(self, store, name, params):
        super()._process_request_for_internal_user(store, name, params)
        if name == "/pact/queue":
            Channel = request.env["discuss.channel"]
            store.add(
                Channel._pact_waiting_for_me(limit=50), Channel._pact_queue_fields()
            )

from odoo.http import request

from odoo.addons.mail.controllers.webclient import WebclientController

# What a screen can show; it asks again before these are gone.
QUEUE_LIMIT = 50


class PactWebclientController(WebclientController):
    @classmethod
    def _process_request_for_internal_user(self, store, name, params):
        super()._process_request_for_internal_user(store, name, params)
        if name == "/pact/queue":
            Channel = request.env["discuss.channel"]
            waiting = Channel._pact_waiting_for_me(limit=QUEUE_LIMIT + 1)
            store.add(waiting[:QUEUE_LIMIT], Channel._pact_queue_fields())
            store.add_global_values(pact_queue_is_cut=len(waiting) > QUEUE_LIMIT)
        if name == "/pact/teams":
            store.add_global_values(pact_teams=request.env["res.users"]._pact_teams())
        if name == "mail.canned.response":
            store.add(
                request.env["mail.canned.response"].search(
                    [("pact_is_readable", "=", True)]
                )
            )

from odoo import http
from odoo.http import request
from odoo.service import security

from odoo.addons.web.controllers.session import Session


class PactSession(Session):
    # Core's route only reads; ours writes down who left.
    @http.route(readonly=False)
    def logout(self, *args, **kwargs):
        """Leave all companies before the session is over, as by choosing to."""
        uid = request.session.uid
        # The route asks for no user: a session that was withdrawn speaks for nobody.
        if uid and security.check_session(request.session, request.env, request):
            request.env(user=uid)["pact.member"]._log_out()
        return super().logout(*args, **kwargs)

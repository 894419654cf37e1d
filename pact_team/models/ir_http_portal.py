import re

from werkzeug.exceptions import RequestEntityTooLarge

from odoo import models
from odoo.http import Response, request

# Where customers file and follow requests, and where we do.
PAGES = "/my/requests"
DESK = "/odoo/pact-requests"
SAID = (400, 403, 404, 405, 413, 429)


class IrHttp(models.AbstractModel):
    """What goes wrong on a customer's page is said there, in their language."""

    _inherit = "ir.http"

    @classmethod
    def _handle_error(cls, exception):
        if isinstance(exception, RequestEntityTooLarge) and _is_on_portal():
            return cls._pact_too_large()
        return super()._handle_error(exception)

    @classmethod
    def _pact_too_large(cls):
        """Say it without reading what was sent, which core would do here."""
        if not request.env.uid:
            cls._auth_method_public()
        cls._frontend_pre_dispatch()
        code, html = cls._get_error_html(request.env, 413, {})
        response = Response(html, status=code, content_type="text/html; charset=utf-8")
        cls._post_dispatch(response)
        return response

    @classmethod
    def _get_error_html(cls, env, code, values):
        if code in SAID and _is_on_portal():
            page = {"code": code, "page_name": "pact_request_error", **_way_out(env)}
            return code, env["ir.ui.view"]._render_template(
                "pact_team.portal_error", values | page
            )
        return super()._get_error_html(env, code, values)


def _is_on_portal():
    path = request.httprequest.path
    return path == PAGES or path.startswith(f"{PAGES}/")


def _way_out(env):
    """Return where whoever looks may go on: customers here, and we at our desk.

    It depends on them alone, and tells nobody whether there is such a request.
    """
    user = env.user
    is_customer = env["pact.ticket"]._is_for_customer()
    return {
        "is_of_customer": user._is_portal() and not is_customer,
        "desk": user.has_group("pact_team.pact_team_group_agent") and _at_desk(),
    }


def _at_desk():
    number = re.match(rf"{PAGES}/(\d+)\b", request.httprequest.path)
    return f"{DESK}/{number[1]}" if number else DESK

from werkzeug.exceptions import TooManyRequests

from odoo import http
from odoo.http import request

from .portal_request import PortalRequest
from .portal_requests import PATH, is_too_often

REPORT = "pact_team.pact_ticket_report"


class PortalRequestPrint(PortalRequest):
    """A request with its history (SN4), to print or to keep."""

    @http.route(
        f"{PATH}/<int:ticket_id>/print",
        type="http",
        auth="user",
        website=True,
        sitemap=False,
        methods=["GET"],
    )
    def print_request(self, ticket_id, **_query):
        """Show it as paper does: whoever wants a file prints into one."""
        ticket = self._customers_ticket(ticket_id)
        if is_too_often("print"):
            raise TooManyRequests
        # sudo: ir.actions.report - of a request that was checked
        reports = request.env["ir.actions.report"].sudo()
        page, _kind = reports._render_qweb_html(
            REPORT, ticket.ids, data={"is_in_portal": True, "report_type": "html"}
        )
        return request.make_response(
            page,
            [
                ("Content-Type", "text/html; charset=utf-8"),
                ("Cache-Control", "no-store"),
            ],
        )

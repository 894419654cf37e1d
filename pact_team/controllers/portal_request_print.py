from odoo import http
from odoo.http import content_disposition, request

from .portal_request import PortalRequest
from .portal_requests import PATH

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
        """Show it as paper does; as a PDF if that is asked for and can be made."""
        ticket = self._customers_ticket(ticket_id)
        # sudo: ir.actions.report - of a request that was checked
        reports = request.env["ir.actions.report"].sudo()
        is_pdf = request.params.get("form") == "pdf"
        if is_pdf and reports.get_wkhtmltopdf_state() in ("ok", "upgrade"):
            return self._pdf(ticket, reports)
        page, _kind = reports._render_qweb_html(
            REPORT, ticket.ids, data={"is_in_portal": True, "report_type": "html"}
        )
        return self._answer(page, "text/html; charset=utf-8")

    def _pdf(self, ticket, reports):
        pdf, _kind = reports._render_qweb_pdf(REPORT, ticket.ids)
        name = content_disposition(f"{ticket.protocol}.pdf")
        return self._answer(pdf, "application/pdf", ("Content-Disposition", name))

    def _answer(self, body, mimetype, *more):
        kept = ("Cache-Control", "no-store")
        return request.make_response(body, [("Content-Type", mimetype), kept, *more])

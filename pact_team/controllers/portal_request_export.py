from tempfile import TemporaryFile

from werkzeug.exceptions import TooManyRequests
from werkzeug.wsgi import FileWrapper

from odoo import http
from odoo.http import Response, content_disposition, request
from odoo.tools.misc import get_lang

from ..report import request_list
from ..rules import cells
from .portal_requests import PATH, PortalRequests, customers_tickets, is_too_often

MIMETYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Whoever has more chooses a period.
MOST = 20_000


class PortalRequestExport(PortalRequests):
    """The history of a customer (SN4), as a file."""

    @http.route(
        f"{PATH}/export",
        type="http",
        auth="user",
        website=True,
        sitemap=False,
        methods=["GET"],
    )
    def export(self, **_query):
        """Give all that the list shows with these filters, on every page of it."""
        tickets = customers_tickets()
        if is_too_often("export"):
            raise TooManyRequests
        form = request.params.get("form")
        form = form if form in MIMETYPES else "csv"
        domain = self._domain(tickets, self._asked())
        # sudo: pact.ticket - of the customer who asks, by the domain
        if tickets.sudo().search_count(domain, limit=MOST + 1) > MOST:
            return request.render(
                "pact_team.portal_export_too_much",
                {"page_name": "pact_requests", "most": MOST},
                status=422,
            )
        return self._file(form, tickets, domain)

    def _file(self, form, tickets, domain):
        """Return the file from the disk, where it is written while it is read."""
        # Closed by the server, when all of it is sent.
        target = TemporaryFile()  # noqa: SIM115
        head, rows = tickets._exported_head(), tickets._exported(domain)
        if form == "csv":
            point = get_lang(request.env).decimal_point
            request_list.write_csv(target, head, rows, cells.separator(point))
        else:
            request_list.write_xlsx(target, head, rows)
        size = target.tell()
        target.seek(0)
        name = request.env._("All requests")
        return Response(
            FileWrapper(target),
            headers=[
                ("Content-Type", MIMETYPES[form]),
                ("Content-Length", str(size)),
                ("Content-Disposition", content_disposition(f"{name}.{form}")),
                ("X-Content-Type-Options", "nosniff"),
                ("Cache-Control", "no-store"),
            ],
            direct_passthrough=True,
        )

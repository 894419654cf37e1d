from uuid import uuid4

from odoo import http
from odoo.http import request

from ..rules import request_form, words
from .portal_requests import PATH, customers_tickets, is_too_often
from .portal_uploads import LIMITS, SUFFIXES, is_confidential, largest, readers, uploads

TYPED = ("name", "phone", "email", "reference")


class PortalRequestForm(http.Controller):
    """The form on which a customer files a request."""

    @http.route(
        f"{PATH}/new",
        type="http",
        auth="user",
        website=True,
        sitemap=False,
        methods=["GET"],
    )
    def new_request(self, **_query):
        """Show the form of the mode that the company has chosen."""
        tickets = customers_tickets()
        return self._show_form(tickets, self._blank())

    @http.route(
        f"{PATH}/new",
        type="http",
        auth="user",
        website=True,
        sitemap=False,
        methods=["POST"],
        max_content_length=largest,
    )
    def file_request(self, **_form):
        """File what was typed, or show it again with what is wrong."""
        tickets = customers_tickets()
        company = tickets._customer_company()
        typed, files = self._typed(), uploads()
        form = self._read(company, typed, files)
        problems = request_form.problems(
            form,
            kinds=self._kinds(company)._as_kinds(),
            methods=self._methods(company).ids,
            limits=LIMITS,
        )
        if problems:
            return self._show_form(tickets, typed, problems, status=422)
        if is_too_often("file"):
            problems = {"message": "too_often"}
            return self._show_form(tickets, typed, problems, status=429)
        ticket = tickets._file_for_customer(
            self._vals(form, typed),
            form.message,
            readers(files),
            is_confidential=is_confidential(),
        )
        return request.redirect(f"{PATH}/{ticket.id}?filed=1", code=303)

    def _show_form(self, tickets, typed, problems=None, status=200):
        company = tickets._customer_company()
        kinds = self._kinds(company)
        methods = self._methods(company)
        mode = company.pact_ticket_mode
        is_ready = not request_form.lacks(mode, kinds=kinds, methods=methods)
        return request.render(
            "pact_team.portal_request_form",
            {
                "page_name": "pact_request_new",
                "company": company,
                "mode": mode,
                "roots": kinds.filtered(lambda one: not one.parent_id),
                "parts": kinds.filtered("parent_id"),
                "methods": methods,
                "is_ready": is_ready,
                "typed": typed,
                "is_confidential": is_confidential(),
                "problems": problems or {},
                "limits": LIMITS,
                "suffixes": SUFFIXES,
            },
            status=status,
        )

    def _blank(self):
        # sudo: res.partner - of whoever asks
        me = request.env.user.sudo().partner_id
        return {
            "name": me.name or "",
            "phone": me.phone or "",
            "email": me.email or "",
            "request_key": uuid4().hex,
        }

    def _typed(self):
        """Return what was typed, as a database takes it; a file is no word."""
        names = (*TYPED, "classification", "sub", "method", "request_key")
        typed = {name: words.one_line(request.params.get(name)) for name in names}
        return typed | {"message": words.text(request.params.get("message"))}

    def _read(self, company, typed, files):
        ids = {
            name: words.number(typed[name])
            for name in ("classification", "sub", "method")
        }
        return request.env["pact.ticket"]._read_form(company, typed | ids, files)

    def _vals(self, form, typed):
        key = typed["request_key"][:64] or uuid4().hex
        return request.env["pact.ticket"]._vals_of_form(form) | {"request_key": key}

    def _kinds(self, company):
        return request.env["pact.classification"]._offered_in_portal(company)

    def _methods(self, company):
        """Return how one may be contacted; only one form asks."""
        if company.pact_ticket_mode == "central":
            return request.env["pact.contact.method"]
        return request.env["pact.contact.method"]._offered_in(company)

from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from ..rules import rating, request_form, words
from .portal_requests import PATH, customers_tickets, is_too_often
from .portal_uploads import LIMITS, SUFFIXES, is_confidential, largest, readers, uploads

# Beyond it there is nothing; it keeps what is typed within what is counted.
LAST_PAGE = 100_000


class PortalRequest(http.Controller):
    """One request of the customer who asks: read, answered, its files."""

    @http.route(
        f"{PATH}/<int:ticket_id>",
        type="http",
        auth="user",
        website=True,
        sitemap=False,
        methods=["GET"],
    )
    def request_page(self, ticket_id, **_query):
        """Show what was said, without what is said among us."""
        ticket = self._customers_ticket(ticket_id)
        return self._show(ticket, is_filed="filed" in request.params)

    @http.route(
        f"{PATH}/<int:ticket_id>/reply",
        type="http",
        auth="user",
        website=True,
        sitemap=False,
        methods=["POST"],
        max_content_length=largest,
    )
    def reply(self, ticket_id, **_form):
        """Add a message and files, or show them again with what is wrong."""
        ticket = self._customers_ticket(ticket_id)
        message, files = words.text(request.params.get("message")), uploads()
        typed = {"message": message, "is_confidential": is_confidential()}
        sent = [request_form.File(*each[:2]) for each in files]
        if problems := request_form.reply_problems(message, sent, LIMITS):
            return self._show(ticket, **typed, problems=problems, status=422)
        if is_too_often("reply"):
            problems = {"message": "too_often"}
            return self._show(ticket, **typed, problems=problems, status=429)
        if not ticket._reply_of_customer(
            message, readers(files), is_confidential=is_confidential()
        ):
            problems = {"message": "finished"}
            return self._show(ticket, **typed, problems=problems, status=409)
        return request.redirect(f"{PATH}/{ticket.id}#reply", code=303)

    @http.route(
        f"{PATH}/<int:ticket_id>/rating",
        type="http",
        auth="user",
        website=True,
        sitemap=False,
        methods=["POST"],
    )
    def rate(self, ticket_id, **_form):
        """Take the customer's word on how it went, or say what is wrong with it."""
        ticket = self._customers_ticket(ticket_id)
        mark = words.one_line(request.params.get("mark"))
        remark = words.text(request.params.get("remark"))
        typed = {"mark": mark, "remark": remark}
        if problem := rating.problem(mark, remark):
            return self._show(ticket, **typed, rating_problem=problem, status=422)
        if not ticket._rate_of_customer(mark, remark):
            return self._show(ticket, **typed, rating_problem="open", status=409)
        return request.redirect(f"{PATH}/{ticket.id}?rated=1#rating", code=303)

    @http.route(
        f"{PATH}/<int:ticket_id>/file/<int:attachment_id>",
        type="http",
        auth="user",
        website=True,
        sitemap=False,
        methods=["GET"],
    )
    def file(self, ticket_id, attachment_id, **_query):
        """Give a file that was said to or by the customer, to keep and not to run."""
        file = self._customers_ticket(ticket_id)._find_told_file(attachment_id)
        if not file:
            raise NotFound
        stream = request.env["ir.binary"]._get_stream_from(file, "raw")
        return stream.get_response(
            as_attachment=True, content_security_policy="default-src 'none'; sandbox"
        )

    def _customers_ticket(self, ticket_id):
        ticket = customers_tickets()._of_customer(ticket_id)
        if not ticket:
            raise NotFound
        return ticket

    def _rated(self, ticket):
        rated = ticket._rating_when_finished()
        return {
            "is_rated": bool(rated),
            "marks": rated._marks(),
            "mark": rated.value,
            "remark": rated.comment or "",
            "rating_problem": None,
        }

    def _show(self, ticket, *, status=200, **values):
        page = min(max(words.number(request.params.get("page")), 1), LAST_PAGE)
        thread, has_earlier = ticket._page_of_thread(page)
        return request.render(
            "pact_team.portal_request",
            {
                "page_name": "pact_request",
                "ticket": ticket,
                "thread": thread,
                "page": page,
                "has_earlier": has_earlier,
                "limits": LIMITS,
                "suffixes": SUFFIXES,
                "message": "",
                "problems": {},
                "is_filed": False,
                "is_confidential": False,
                **self._rated(ticket),
                **values,
            },
            status=status,
        )

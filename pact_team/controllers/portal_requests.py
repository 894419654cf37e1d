from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from odoo.addons.portal.controllers.portal import pager

from ..models.pact_ticket_customer import FILTERS
from ..rules import words

PATH = "/my/requests"
A_PAGE = 20
LONGEST_SEARCH = 100


def customers_tickets():
    """Return the model for whoever is responsible; nobody else learns of the page."""
    tickets = request.env["pact.ticket"]
    if not tickets._is_for_customer():
        raise NotFound
    return tickets


class PortalRequests(http.Controller):
    """What the company of the asking customer filed."""

    @http.route(
        [PATH, f"{PATH}/page/<int:page>"],
        type="http",
        auth="user",
        website=True,
        sitemap=False,
        methods=["GET"],
    )
    def requests(self, page=1, **_query):
        """List what the customer's company filed, a page at a time."""
        tickets = customers_tickets()
        asked = self._asked()
        domain = self._domain(tickets, asked)
        # sudo: pact.ticket - of the customer who asks, by the domain
        found = tickets.sudo()
        total = found.search_count(domain)
        # A word of the query comes in here too.
        page = words.record_id(page) or 1
        pages = pager(PATH, total, page, A_PAGE, url_args=self._kept(asked))
        return request.render(
            "pact_team.portal_requests",
            {
                "page_name": "pact_requests",
                "tickets": found.search(domain, limit=A_PAGE, offset=pages["offset"]),
                "counts": tickets._counts_of_customer(),
                "asked": asked,
                "kept": urlencode(self._kept(asked)),
                "pager": pages,
            },
        )

    def _domain(self, tickets, asked):
        return tickets._search_of_customer(
            asked["filter"], asked["search"], asked["since"], asked["until"]
        )

    def _asked(self):
        """Return what is looked for; what no link of ours says is left out."""
        wanted = request.params.get("filter", "all")
        search = words.one_line(request.params.get("search", ""))
        since, until = (_day(request.params.get(name)) for name in ("since", "until"))
        return {
            "filter": wanted if wanted in FILTERS else "all",
            "search": search[:LONGEST_SEARCH],
            "since": _midnight(since),
            "until": _midnight(until and until + timedelta(days=1)),
            "first_day": since and since.isoformat(),
            "last_day": until and until.isoformat(),
        }

    def _kept(self, asked):
        names = {
            "filter": asked["filter"],
            "search": asked["search"],
            "since": asked["since"] and asked["first_day"],
            "until": asked["until"] and asked["last_day"],
        }
        return {name: value for name, value in names.items() if value}


def _day(typed):
    """Return the day that was typed, if another one follows it."""
    try:
        day = date.fromisoformat(typed or "")
    except (TypeError, ValueError):
        return None
    return day if day < date.max else None


def _midnight(day):
    return day and datetime.combine(day, time())

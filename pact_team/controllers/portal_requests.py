from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlencode

from werkzeug.exceptions import NotFound

from odoo import http
from odoo.http import request

from odoo.addons.portal.controllers.portal import pager

from ..models.pact_ticket_customer import FILTERS
from ..rules import portal_pace, words

PATH = "/my/requests"
A_PAGE = 20
SHOWN = ("protocol", "classification_id", "state", "filed_date", "finished_date")
LONGEST_SEARCH = 100


def customers_tickets():
    """Return the model for whoever is responsible; nobody else learns of the page."""
    tickets = request.env["pact.ticket"]
    tickets._read_who_asks()
    if not tickets._is_for_customer():
        raise NotFound
    # The days that are looked for are those that are shown.
    request.update_context(tz=tickets._zone_of_customer().key)
    return request.env["pact.ticket"]


def is_too_often(what):
    """Count that somebody did it once more; return whether they are to wait."""
    # sudo: res.users - of whoever asks
    partner = request.env.user.sudo().partner_id
    return not request.env["pact.throttle"]._hit_all(
        portal_pace.LIMITS[what],
        f"request:{what}",
        user=request.env.uid,
        company=partner.commercial_partner_id.id,
    )


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
        counts = tickets._counts_of_customer()
        is_narrowed = asked["search"] or asked["since"] or asked["until"]
        total = found.search_count(domain) if is_narrowed else counts[asked["filter"]]
        # A word of the query comes in here too.
        page = words.record_id(page) or 1
        pages = pager(PATH, total, page, A_PAGE, url_args=self._kept(asked))
        shown = found.search_fetch(domain, SHOWN, limit=A_PAGE, offset=pages["offset"])
        # Named, and no more of them is asked for.
        shown.classification_id.fetch(["name", "parent_id"])
        return request.render(
            "pact_team.portal_requests",
            {
                "page_name": "pact_requests",
                "tickets": shown,
                "filed": shown._days_told("filed_date"),
                "finished": shown._days_told("finished_date"),
                "counts": counts,
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
        zone = request.env["pact.ticket"]._zone_of_customer()
        return {
            "filter": wanted if wanted in FILTERS else "all",
            "search": search[:LONGEST_SEARCH],
            "since": since and _midnight(since, zone),
            "until": until and _midnight(until + timedelta(days=1), zone),
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
    """Return the day that was typed, if there are days on both sides of it."""
    try:
        day = date.fromisoformat(typed or "")
    except (TypeError, ValueError):
        return None
    return day if date.min.year < day.year < date.max.year else None


def _midnight(day, zone):
    """Return when ``day`` begins in ``zone``, as the database says it."""
    return datetime.combine(day, time(), zone).astimezone(UTC).replace(tzinfo=None)

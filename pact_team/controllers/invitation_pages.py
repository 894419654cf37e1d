from urllib.parse import quote

from odoo import http
from odoo.http import request
from odoo.tools import get_lang

from ..rules.phone import written

# The link is in the address: it must not travel to others, stay on a shared computer,
# or be clicked inside somebody else's page.
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": (
        "frame-ancestors 'none'; form-action 'self'; base-uri 'none'; "
        "script-src 'self'; object-src 'none'"
    ),
    "X-Robots-Tag": "noindex, nofollow",
}
# Gone for good, or not yet there again.
STATUSES = {"over": 404, "replaced": 410, "expired": 410, "guessing": 429}
AT_FIRST = ("first_name", "last_name")


class InvitationPages(http.Controller):
    """What is shown behind the link of an invitation, and to whom."""

    def _show(self, invitation, draft=None):
        """Show an open invitation to whoever looks at it."""
        visitor = self._visitor(invitation)
        if visitor == "somebody_else":
            # Not even the company is theirs to know.
            return self._page("somebody_else", status=403)
        if visitor != "newcomer":
            return self._page(visitor, invitation)
        if draft:
            return self._show_code(invitation, draft)
        return self._show_form(invitation, self._draft(invitation) or {})

    def _visitor(self, invitation):
        user, owner = request.env.user, invitation._existing_user()
        if user._is_public():
            return "known" if owner else "newcomer"
        return "owner" if user == owner else "somebody_else"

    def _turn_away(self, invitation, verdict):
        known = invitation if verdict in ("replaced", "expired") else None
        return self._page(verdict, known, status=STATUSES[verdict])

    def _show_form(self, invitation, form, problems=(), **values):
        prefilled = {name: invitation[name] or "" for name in AT_FIRST}
        country = {"country": self._country(invitation)}
        return self._page(
            "form",
            invitation,
            form={**country, **prefilled, **form},
            problems=problems,
            countries=self._countries(),
            **values,
        )

    def _show_code(self, invitation, draft, **values):
        policy = request.env["res.users"].get_password_policy()
        return self._page(
            "code",
            invitation,
            draft=draft,
            number=written(draft["number"]),
            progress=invitation._code_progress(draft["number"]),
            minlength=policy["minlength"],
            **values,
        )

    def _country(self, invitation):
        """Return where the invitee probably has their phone."""
        theirs = (request.best_lang or "").partition("_")[2]
        return invitation.company_id.country_id.code or theirs

    def _countries(self):
        countries = request.env["res.country"].search([("phone_code", "!=", 0)])
        return countries.sorted("name")

    def _page(self, name, invitation=None, status=200, **values):
        """Render a page; without ``invitation`` it says nothing of any company."""
        path = request.httprequest.path
        known = {
            "invitation": invitation,
            "language": get_lang(request.env),
            "here": path,
            "back": quote(path, safe=""),
        }
        template = f"pact_team.invitation_{name}"
        return self._guarded(request.render(template, known | values, status=status))

    def _go(self, url):
        return self._guarded(request.redirect(url))

    def _guarded(self, response):
        response.headers.update(HEADERS)
        return response

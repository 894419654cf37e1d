import logging

from odoo import http
from odoo.exceptions import LockError, UserError
from odoo.http import request
from odoo.tools import get_lang

from ..rules.confirmation import HOUR, home_of
from ..rules.invitation import GUESSES_PER_HOUR
from .form import typed
from .invitation_newcomer import CONVERSATIONS, InvitationNewcomer

_logger = logging.getLogger(__name__)

PATH = "/pact/invitation/<string:token>"
# A form with a name and a phone is far smaller.
SIZE_LIMIT = 64 * 1024


class Invitation(InvitationNewcomer):
    """Behind the link of an invitation: looking changes nothing, only answers do.

    Programs that look for viruses open every link of a letter; none of them sends a
    form.
    """

    @http.route(PATH, type="http", auth="public", methods=["GET"], sitemap=False)
    def look(self, token, change="", **_query):
        invitation, verdict = self._find(token)
        if verdict != "open":
            return self._turn_away(invitation, verdict)
        draft = None if change else self._draft(invitation)
        return self._show(invitation, draft)

    @http.route(
        PATH,
        type="http",
        auth="public",
        methods=["POST"],
        sitemap=False,
        max_content_length=SIZE_LIMIT,
    )
    def answer(self, token, **_form):
        step = typed("step")
        try:
            invitation, verdict = self._find(token, lock=step in ("accept", "join"))
        except LockError:
            return self._page("busy", status=409)
        if step == "again" and verdict in ("expired", "replaced"):
            return self._invite_again(invitation)
        if verdict != "open":
            return self._turn_away(invitation, verdict)
        take = self._steps(invitation).get(step)
        return take(invitation) if take else self._show(invitation)

    @http.route(
        f"{PATH}/opened",
        type="http",
        auth="public",
        methods=["POST"],
        sitemap=False,
        save_session=False,
    )
    def begin(self, token, **_form):
        """Note that a person, and no program, is at the page."""
        invitation, verdict = self._find(token)
        if verdict == "open":
            invitation._mark_opened()
        return self._guarded(request.make_response("", status=204))

    @http.route(
        f"{PATH}/progress",
        type="http",
        auth="public",
        methods=["POST"],
        sitemap=False,
        save_session=False,
    )
    def progress(self, token, **_form):
        """Tell whoever asked for a code how it fares."""
        invitation, verdict = self._find(token)
        draft = self._draft(invitation) if verdict == "open" else None
        if not draft:
            return self._guarded(request.make_json_response({}, status=404))
        news = invitation._code_progress(draft["number"])
        return self._guarded(request.make_json_response(news))

    def _find(self, token, lock=False):
        """Return the invitation, in its own language, and what its link is worth."""
        invitation, verdict = request.env["pact.invitation"]._find_by_token(token, lock)
        if verdict == "over" and not self._may_guess():
            verdict = "guessing"
        request.update_context(lang=get_lang(request.env, invitation.lang).code)
        return invitation.with_context(lang=request.env.context["lang"]), verdict

    def _may_guess(self):
        home = home_of(request.httprequest.remote_addr)
        throttle = request.env["pact.throttle"]
        return throttle._hit(f"link:{home}", GUESSES_PER_HOUR, HOUR)

    def _steps(self, invitation):
        """Return what this visitor may do here."""
        visitor = self._visitor(invitation)
        if visitor == "owner":
            return {"join": self._join}
        return self._newcomer_steps() if visitor == "newcomer" else {}

    def _invite_again(self, invitation):
        """Answer always the same; the invitation knows whether a letter goes."""
        try:
            with request.env.cr.savepoint():
                invitation._invite_again()
        except UserError as refusal:
            _logger.info("No new link for %s: %s", invitation, refusal)
        return self._page("again", invitation)

    def _join(self, invitation):
        try:
            with request.env.cr.savepoint():
                invitation._accept(request.env.user)
        except UserError as refusal:
            return self._page("owner", invitation, refusal=refusal.args[0])
        return self._go(CONVERSATIONS)

import pytz

from odoo.exceptions import AccessDenied, UserError
from odoo.http import request

from odoo.addons.web.controllers.utils import _get_login_redirect_url

from ..rules import acceptance
from .form import typed
from .invitation_pages import InvitationPages

ASKED = ("first_name", "last_name", "country", "phone", "kind")
# What this visitor typed, kept until they come back from their phone with the code.
DRAFT = "pact_newcomer"
CONVERSATIONS = "/odoo/discuss"


class InvitationNewcomer(InvitationPages):
    """How somebody without an account answers: who they are, then code and password."""

    def _newcomer_steps(self):
        return {
            "send": self._take_form,
            "whatsapp": self._send_again,
            "sms": self._send_again,
            "accept": self._accept,
        }

    def _take_form(self, invitation):
        form = {name: typed(name) for name in ASKED}
        newcomer = acceptance.read(form)
        problems = acceptance.problems(newcomer)
        if problems:
            return self._show_form(invitation, form, problems)
        way = next(iter(invitation._code_ways()), None)
        return self._send(invitation, {**form, "number": newcomer.number, "way": way})

    def _send_again(self, invitation):
        draft, way = self._draft(invitation), typed("step")
        if not draft or way not in invitation._code_ways():
            return self._go(request.httprequest.path)
        return self._send(invitation, {**draft, "way": way})

    def _send(self, invitation, draft):
        wait = self._ask_for_code(invitation, draft)
        if wait:
            return self._show_wait(invitation, draft, wait)
        request.session[DRAFT] = {**draft, "invitation_id": invitation.id}
        return self._go(request.httprequest.path)

    def _show_wait(self, invitation, draft, wait):
        last = self._draft(invitation)
        if last and last["number"] == draft["number"]:
            return self._show_code(invitation, last, wait=wait)
        return self._show_form(invitation, draft, wait=wait)

    def _ask_for_code(self, invitation, draft):
        if not draft["way"]:
            return 0
        address = request.httprequest.remote_addr
        return invitation._send_code(draft["number"], draft["way"], address)

    def _accept(self, invitation):
        draft, password = self._draft(invitation), typed("password")
        if not draft or (not draft["way"] and invitation._code_ways()):
            return self._show_form(invitation, draft or {})
        # Before the code is looked at: a right one is good only once.
        problem = self._why_no_password(password)
        if problem:
            return self._show_code(invitation, draft, password_problem=problem)
        proof = self._proof(invitation, draft)
        if draft["way"] and not proof:
            return self._show_code(invitation, draft, is_wrong=True)
        newcomer, tz = acceptance.read(draft), self._time_zone()
        try:
            user = invitation._accept_newcomer(newcomer, proof, password, tz)
        except UserError as refusal:
            return self._show_form(invitation, draft, refusal=refusal.args[0])
        request.session.pop(DRAFT)
        return self._log_in(user, password)

    def _time_zone(self):
        """Return what the browser says, if it has a script and says one."""
        said = typed("tz")
        return said if said in pytz.all_timezones_set else None

    def _proof(self, invitation, draft):
        if not draft["way"]:
            return None
        address = request.httprequest.remote_addr
        return invitation._check_code(draft["number"], typed("code"), address)

    def _why_no_password(self, password):
        if not acceptance.is_password(password):
            return request.env._(
                "Choose a password of at most %(limit)s signs, all of which you can "
                "type.",
                limit=acceptance.PASSWORD_LIMIT,
            )
        try:
            request.env["res.users"]._check_password_policy([password])
        except UserError as refusal:
            return refusal.args[0]
        return None

    def _log_in(self, user, password):
        credential = {"type": "password", "login": user.login, "password": password}
        try:
            found = request.session.authenticate(request.env, credential)
        except AccessDenied:
            # Too many have failed to log in from this address: core lets all wait.
            return self._go("/web/login")
        return self._go(_get_login_redirect_url(found["uid"], CONVERSATIONS))

    def _draft(self, invitation):
        """Return what this visitor typed for this very invitation, if anything."""
        draft = request.session.get(DRAFT)
        is_here = draft and draft["invitation_id"] == invitation.id
        return draft if is_here else None

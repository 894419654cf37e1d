from werkzeug.exceptions import NotFound

from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.auth_signup.controllers.main import AuthSignupHome

from .form import typed

CODE_PATH = "/web/reset_password/code"
PHONE = "pact_reset_phone"
CHANNELS = ("whatsapp", "sms")


class Password(AuthSignupHome):
    """The pages for a forgotten password: the same for accounts and for strangers."""

    @http.route()
    def web_auth_reset_password(self, *args, **kw):
        # Core would answer whether somebody has this address.
        request.params.pop("signup_email", None)
        has_token = request.params.get("token") or request.session.get(
            "auth_signup_token"
        )
        if has_token or request.httprequest.method != "POST":
            return super().web_auth_reset_password(*args, **kw)
        self._check_reset_enabled()
        login = typed("login").strip()
        users = request.env["res.users"]
        if users._pact_numbers(login):
            request.session[PHONE] = login
            self._send_code("whatsapp")
            return request.redirect(CODE_PATH)
        if login:
            users._pact_ask_reset_letter(login, request.httprequest.remote_addr)
        return self._show_sent_letter()

    @http.route(
        CODE_PATH,
        type="http",
        auth="public",
        website=True,
        sitemap=False,
        methods=["GET", "POST"],
    )
    def reset_by_code(self, **_form):
        """Take the code and the new password, or send another code."""
        self._check_reset_enabled()
        if PHONE not in request.session:
            return request.redirect("/web/reset_password")
        if request.httprequest.method == "GET":
            return self._show_code_form()
        channel = typed("channel")
        if channel in CHANNELS:
            self._send_code(channel)
            return request.redirect(CODE_PATH)
        return self._set_password()

    def _set_password(self):
        error = self._why_not_set()
        if error:
            return self._show_code_form(error=error)
        request.session.pop(PHONE)
        return self._render(
            "auth_signup.reset_password",
            message=request.env._("Your password is set. Log in with it."),
        )

    def _why_not_set(self):
        """Set the new password; return what the person has to do first, if anything."""
        names = ("code", "password", "confirm_password")
        code, password, again = map(typed, names)
        if not password or password != again:
            return request.env._("Type the new password twice, the same each time.")
        try:
            is_set = self._is_set(code, password)
        except UserError as refusal:
            return refusal.args[0]
        return not is_set and request.env._(
            "This code is not right, or no longer good. Look at it again, or ask for a "
            "new one."
        )

    def _is_set(self, code, password):
        # sudo: res.users - who has lost the password is nobody yet; the code proves who
        users = request.env["res.users"].sudo()
        return users._pact_reset_by_code(
            request.session[PHONE], code, password, request.httprequest.remote_addr
        )

    def _send_code(self, channel):
        # The answer is the same whether a code was sent, had to wait, or there is no
        # such account.
        request.env["res.users"]._pact_send_reset_code(
            request.session[PHONE], channel, request.httprequest.remote_addr
        )

    def _show_sent_letter(self):
        return self._render(
            "auth_signup.reset_password",
            message=request.env._(
                "If there is such an account, a letter is on its way to its e-mail "
                "address. Look into the spam folder too."
            ),
        )

    def _show_code_form(self, **values):
        return self._render(
            "pact_team.reset_by_code", phone=request.session[PHONE], **values
        )

    def _render(self, template, **values):
        response = request.render(template, self.get_auth_signup_config() | values)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Frame-Options"] = "SAMEORIGIN"
        response.headers["Content-Security-Policy"] = "frame-ancestors 'self'"
        return response

    def _check_reset_enabled(self):
        if not self.get_auth_signup_config()["reset_password_enabled"]:
            raise NotFound

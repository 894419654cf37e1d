from odoo import api, models
from odoo.exceptions import AccessDenied, UserError
from odoo.fields import Domain

from ..rules import phone as phones


class ResUsers(models.Model):
    """The login: by e-mail as ever, or by a confirmed phone as people write it."""

    _inherit = "res.users"

    @api.constrains("login")
    def _check_login(self):
        """Keep phones for who proved to hold them; older logins stay as they are."""
        if any(self._pact_numbers(login) for login in self.mapped("login")):
            raise UserError(
                self.env._(
                    "A phone is no user name: whoever confirms theirs logs in with it "
                    "anyway. Choose the e-mail address instead."
                )
            )

    @api.model
    def _get_login_domain(self, login):
        if not isinstance(login, str) or "\x00" in login:
            return Domain.FALSE
        numbers = self._pact_numbers(login)
        users = numbers and self._pact_logging_in_with(numbers)
        # First of all: a user name that looks like my phone must not catch my login.
        if users and len(users) == 1:
            return Domain("id", "=", users.id)
        return super()._get_login_domain(login)

    @api.model
    def _pact_numbers(self, typed):
        """Return the numbers that ``typed`` may mean where our companies are."""
        return phones.candidates(typed, self._pact_regions())

    @api.model
    def _pact_regions(self):
        """Yield our countries; who typed no number at all costs no query."""
        # sudo: res.company - in which countries; before the login nobody may read it
        companies = self.env["res.company"].sudo()
        placed = companies.search_fetch(
            [("partner_id.country_id", "!=", False)], ["partner_id"]
        )
        yield from sorted(placed.partner_id.country_id.mapped("code"))

    def _login(self, credential, user_agent_env):
        is_password = credential.get("type") == "password"
        if is_password and not isinstance(credential.get("login"), str):
            # An empty login is left out of the form by core, which would then miss it.
            raise AccessDenied
        try:
            return super()._login(credential, user_agent_env)
        except AccessDenied as denied:
            # Whom the cool-down stops is known by its sentence: nothing was compared.
            if denied.args == AccessDenied().args:
                self._pact_take_as_long(credential)
            raise

    def _pact_take_as_long(self, credential):
        """Compute for a stranger what comparing a password costs for a user."""
        password = credential.get("type") == "password" and credential.get("password")
        if not password:
            return
        # sudo: res.users - whether there is one; the answer stays in here
        known = self.sudo().search_count(
            self._get_login_domain(credential["login"]), limit=1
        )
        if not known:
            self._crypt_context().hash(password)

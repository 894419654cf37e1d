import logging
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from odoo import SUPERUSER_ID, api, models
from odoo.modules.registry import Registry

from ..rules import confirmation
from .res_users_phone import CODE_PROOFS

_logger = logging.getLogger(__name__)

# Letters go out one after the other, beside the requests that asked for them.
POSTMAN = ThreadPoolExecutor(1, thread_name_prefix="pact.password")


class ResUsers(models.Model):
    """A forgotten password: no answer here tells whether there is such an account."""

    _inherit = "res.users"

    @api.model
    def _pact_ask_reset_letter(self, login, address):
        """Send the letter to reset the password, if there is such an account."""
        if self._pact_may_ask_letter(login, address):
            send = partial(_send_letter, self.env.cr.dbname, login)
            self.env.cr.postcommit.add(partial(_submit, send))

    @api.model
    def _pact_may_ask_letter(self, login, address):
        # A letter is limited as a code to a phone is.
        scopes = ("address", "phone")
        limits = [one for one in confirmation.SEND_LIMITS if one.scope in scopes]
        home = confirmation.home_of(address)
        return self.env["pact.throttle"]._hit_all(
            limits, "letter", address=home, phone=login.lower()
        )

    @api.model
    def _pact_send_reset_code(self, typed, channel, address):
        """Send a code to the phone ``typed``, or do as if; the language is the asker's.

        ``channel`` is the wanted one; where it is missing, another.
        """
        user, number = self._pact_behind_phone(typed)
        codes = self.env["pact.confirmation"]
        company, way = user._pact_code_sender(channel)
        codes._send_code("reset", number, number, company, way, address)

    @api.model
    def _pact_reset_by_code(self, typed, code, password, address):
        """Set the password if ``code`` proves the phone; return whether it did."""
        # First, and for strangers too: a code is not spent on a password too short.
        self._check_password_policy([password])
        user, number = self._pact_behind_phone(typed)
        codes = self.env["pact.confirmation"]
        if not codes._check_code("reset", number, number, code, address) or not user:
            return False
        user.password = password
        _logger.info("User %s set a new password by a code", user.id)
        return True

    @api.model
    def _pact_behind_phone(self, typed):
        """Return who proved by code to hold the phone ``typed``, and its number.

        A colleague's word is not enough here: it would hand over the account.
        """
        numbers = self._pact_numbers(typed)
        users = self._pact_logging_in_with(numbers, CODE_PROOFS)
        user = users if len(users) == 1 else users.browse()
        return user, user.pact_phone or numbers[0]

    def _pact_code_sender(self, channel):
        """Return a company of this person that can send a code, and how it can."""
        # sudo: pact.member - in which companies this person works, whoever asks
        members = self.env["pact.member"].sudo()
        mine = [("user_id", "in", self.ids), ("active", "=", True)]
        companies = members.search(mine, order="id").company_id
        ways = {
            company: self.env["pact.confirmation"]._ways(company)
            for company in companies
        }
        for company, open_ways in ways.items():
            if channel in open_ways:
                return company, channel
        for company, open_ways in ways.items():
            if open_ways:
                return company, open_ways[0]
        return companies.browse(), channel


def _submit(send):
    POSTMAN.submit(send).add_done_callback(_log_failure)


def _send_letter(dbname, login):
    with Registry(dbname).cursor() as cr:
        api.Environment(cr, SUPERUSER_ID, {})["res.users"].reset_password(login)


def _log_failure(job):
    # Core raises for an unknown account too; the name of the error is all that is told.
    if error := job.exception():
        _logger.info("No letter to reset a password: %s", type(error).__name__)

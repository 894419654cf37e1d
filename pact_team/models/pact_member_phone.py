import logging

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

_logger = logging.getLogger(__name__)


class PactMember(models.Model):
    """Whether a member's phone is confirmed, and the administrator's word for it."""

    _inherit = "pact.member"

    phone = fields.Char(compute="_compute_phone")
    phone_state = fields.Selection(
        [
            ("none", "No phone"),
            ("typed", "Waits to be confirmed"),
            ("confirmed", "Confirmed"),
            ("by_hand", "Confirmed by an administrator"),
        ],
        compute="_compute_phone",
    )

    @api.depends("user_id", "company_id")
    @api.depends_context("uid")
    def _compute_phone(self):
        """Show the phone as it stands in the database to who configures the company."""
        for member in self:
            saved = member._origin
            # sudo: res.users - who configures the company sees how its people log in
            user = saved.user_id.sudo() if saved.is_configurable else None
            member.phone = user and user.pact_phone
            member.phone_state = user and self._phone_state_of(user)

    def _phone_state_of(self, user):
        if user.pact_phone_date:
            return "by_hand" if user.pact_phone_proof == "hand" else "confirmed"
        return "typed" if user.pact_phone_is_typed else "none"

    def action_confirm_phone(self):
        """Confirm by hand a phone that the person typed, where no code can be sent.

        It logs in, but never resets the password: else an administrator could take
        the account over.
        """
        for member in self:
            member._check_may_confirm_phone()
            # sudo: res.users - checked above
            user = member.user_id.sudo()
            user._pact_confirm_phone(user.pact_phone, user.pact_phone_kind, "hand")
            member._log_confirmation_by_hand()
        return True

    def _check_may_confirm_phone(self):
        self.check_access("write")
        if not self._origin.is_configurable:
            raise AccessError(
                self.env._("Only who configures the company confirms a phone by hand.")
            )
        if self.phone_state != "typed":
            raise UserError(
                self.env._(
                    "There is nothing to confirm: %(name)s has to type a phone first.",
                    name=self.user_id.name,
                )
            )

    def _log_confirmation_by_hand(self):
        _logger.info(
            "User %s confirmed the phone of user %s by hand", self.env.uid, self.user_id
        )
        # sudo: pact.member - the note is the trace of it, and no matter of rights
        self.sudo().message_post(
            body=self.env._(
                "%(name)s confirmed the phone by hand, without a code.",
                name=self.env.user.name,
            ),
            author_id=self.env.user.partner_id.id,
            subtype_xmlid="mail.mt_note",
        )

from odoo import api, models
from odoo.exceptions import AccessError

SAID = ("comment", "email", "email_outgoing")


class MailMessage(models.Model):
    """What was said in a request: by whom it says, as it was said, for its readers."""

    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        messages = super().create(vals_list)
        if not self.env.su:
            # sudo: mail.message - in whose name each was written
            said = messages.sudo().filtered(lambda one: one._pact_is_said_in_request())
            if said.author_id - self.env.user.partner_id:
                raise AccessError(
                    self.env._("Nobody writes in somebody else's name here.")
                )
        return messages

    def write(self, vals):
        self._pact_keep_what_was_said()
        result = super().write(vals)
        # Nor does a note become what was said.
        self._pact_keep_what_was_said()
        return result

    def unlink(self):
        self._pact_keep_what_was_said()
        return super().unlink()

    def _pact_keep_what_was_said(self):
        # sudo: mail.message - to which document the messages belong
        if not self.env.su and any(
            one._pact_is_said_in_request() for one in self.sudo()
        ):
            raise AccessError(self._pact_said_sentence())

    def _pact_said_sentence(self):
        return self.env._("What was said in a request stays as it was said.")

    def _pact_is_said_in_request(self):
        """Return whether a customer wrote this, or may have read it."""
        note = self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_note")
        return (
            self.model == "pact.ticket"
            and self.message_type in SAID
            and self.subtype_id.id != note
        )

    def _pact_closed(self):
        """To have written in a request, or to be named in it, opens it to nobody."""
        closed = super()._pact_closed()
        if self.env.su:
            return closed
        # sudo: mail.message - to which document the messages belong
        said = self.sudo().filtered(lambda message: message.model == "pact.ticket")
        readable = self.env["pact.ticket"]._readable_among(said.mapped("res_id"))
        return closed | said.filtered(lambda one: one.res_id not in readable).sudo(
            False
        )

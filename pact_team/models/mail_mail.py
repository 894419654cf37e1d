from odoo import models


class MailMail(models.Model):
    """The letter of an invitation gets its link when it leaves, never before."""

    _inherit = "mail.mail"

    def _prepare_outgoing_body(self):
        body = super()._prepare_outgoing_body()
        invitation = self._pact_invitation()
        return invitation._put_link(self, body) if invitation else body

    def _postprocess_sent_message(self, *args, **kwargs):
        for mail in self.filtered(lambda mail: mail.model == "pact.invitation"):
            mail._pact_invitation()._receive_outcome(mail)
        return super()._postprocess_sent_message(*args, **kwargs)

    def _pact_invitation(self):
        """Return the invitation that this is the latest letter of."""
        # sudo: pact.invitation - the letter tells it what became of it
        invitations = self.env["pact.invitation"].sudo()
        if self.model != invitations._name:
            return invitations
        letter = ("letter_id", "=", self.mail_message_id.id)
        return invitations.search([("id", "=", self.res_id), letter])

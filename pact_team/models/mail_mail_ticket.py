from odoo import models


class MailMail(models.Model):
    """Files too large for a letter are read in the portal.

    Core mails links instead that anybody opens who has them, without a login.
    """

    _inherit = "mail.mail"

    def _prepare_outgoing_body(self):
        body = super()._prepare_outgoing_body()
        if self.model != "pact.ticket" or not self._pact_is_heavy(body):
            return body
        sentence = self.env._(
            "The files of this message are too large for an e-mail. Log in to open "
            "them."
        )
        return self._pact_without(self.attachment_ids, body, sentence)

    def _pact_is_heavy(self, body):
        # sudo: ir.attachment - how much a letter weighs
        sizes = self.attachment_ids.sudo().mapped("file_size")
        # sudo: ir.mail_server - how much a letter may weigh
        most = self.env["ir.mail_server"].sudo()._get_max_email_size()
        return self._estimate_email_size({}, body, sizes) > most * 1024 * 1024

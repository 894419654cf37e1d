from markupsafe import Markup

from odoo import models
from odoo.tools.mail import append_content_to_html


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
        # Core leaves out what the body links to.
        links = Markup().join(
            Markup("/web/content/%s ") % one.id for one in self.attachment_ids
        )
        said = Markup("<p>%s</p><!-- %s-->") % (sentence, links)
        return append_content_to_html(body, said, plaintext=False)

    def _pact_is_heavy(self, body):
        # sudo: ir.attachment - how much a letter weighs
        sizes = self.attachment_ids.sudo().mapped("file_size")
        # sudo: ir.mail_server - how much a letter may weigh
        most = self.env["ir.mail_server"].sudo()._get_max_email_size()
        return self._estimate_email_size({}, body, sizes) > most * 1024 * 1024

from markupsafe import Markup

from odoo import models
from odoo.tools.mail import append_content_to_html


class MailMail(models.Model):
    """No letter takes a confidential file along: it would be anybody's from then on."""

    _inherit = "mail.mail"

    def _prepare_outgoing_body(self):
        body = super()._prepare_outgoing_body()
        # sudo: ir.attachment - whether a file may leave, whoever sends the letter
        closed = self.attachment_ids.sudo().filtered("pact_is_confidential")
        if not closed:
            return body
        sentence = self.env._(
            "A confidential file is not sent by e-mail. Log in to open it."
        )
        return self._pact_without(closed, body, sentence)

    def _pact_without(self, files, body, sentence):
        """Return ``body`` with ``sentence``, for files that do not leave with it."""
        # Core leaves out what the body links to.
        links = Markup().join(Markup("/web/content/%s ") % one.id for one in files)
        said = Markup("<p>%s</p><!-- %s-->") % (sentence, links)
        return append_content_to_html(body, said, plaintext=False)

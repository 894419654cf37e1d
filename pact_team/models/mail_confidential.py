from markupsafe import Markup

from odoo import api, models

from .ir_attachment_confidential import FOR_ASKER


class MailMessage(models.Model):
    """Words that are looked for are not looked for in names that are kept secret."""

    _inherit = "mail.message"

    @api.model
    def _message_fetch(self, domain, **kwargs):
        asking = self.with_context(pact_files=FOR_ASKER)
        found = super(MailMessage, asking)._message_fetch(domain, **kwargs)
        return found | {"messages": found["messages"].with_env(self.env)}


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
        # Core leaves out what the body links to.
        links = Markup().join(Markup("/web/content/%s ") % one.id for one in closed)
        # It is HTML already.
        return Markup(body) + Markup("<p>%s</p><!-- %s-->") % (sentence, links)

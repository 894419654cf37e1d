from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.tools import email_normalize

# What somebody wrote, to us, to a customer or for us; the rest Odoo noted.
SAID = ("comment", "email", "email_outgoing")
# When it was said, and by which way, is no wish of whoever says it.
NOT_SAID = frozenset({"date", "message_id", "reply_to", "mail_server_id"})


class MailMessage(models.Model):
    """What was said in a request: by whom it says, as it was said, for its readers."""

    _inherit = "mail.message"

    # As it was when they wrote: who works here today is another matter.
    pact_is_by_us = fields.Boolean(string="Said by us", readonly=True)

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            vals_list = [self._pact_without_wishes(vals) for vals in vals_list]
        messages = super().create([self._pact_with_side(vals) for vals in vals_list])
        if not self.env.su:
            # sudo: mail.message - in whose name each was written
            messages.sudo()._pact_check_name()
        return messages

    @api.model
    def _pact_with_side(self, vals):
        """Return ``vals`` with whose side it is on, which nobody says themself."""
        if not self._pact_goes_to_request(vals):
            return vals
        me = self.env.user.partner_id.id
        given = self.env.context.get("default_author_id", me)
        author_id = vals.get("author_id", given)
        # sudo: res.partner - whether who writes works here
        author = self.env["res.partner"].sudo().browse(author_id or [])
        return vals | {"pact_is_by_us": bool(author) and not author.partner_share}

    def _pact_check_name(self):
        """Refuse what says of itself that somebody else wrote it."""
        me = self.env.user.partner_id
        for one in self.filtered(lambda one: one._pact_is_word_in_request()):
            if (
                one.author_id != me
                or one.author_guest_id
                or one.pact_is_by_us == me.partner_share
                or not one._pact_is_sent_by(me)
            ):
                raise AccessError(
                    self.env._("Nobody writes in somebody else's name here.")
                )

    def _pact_is_sent_by(self, author):
        """Return whether it names no address, or one of theirs or of their team."""
        ticket = self.env["pact.ticket"].browse(self.res_id).exists()
        own = {author.email_formatted, email_normalize(author.email)}
        own.add(email_normalize(ticket._own_address()))
        named = {self.email_from, email_normalize(self.email_from)}
        return not self.email_from or bool(named & own - {False, ""})

    @api.model
    def _pact_without_wishes(self, vals):
        """Return ``vals`` without what would date back a word in a request."""
        if not self._pact_goes_to_request(vals):
            return vals
        kept = {name: vals[name] for name in vals.keys() - NOT_SAID}
        # Named, for the context may hold wishes as well.
        return kept | {"date": fields.Datetime.now(), "mail_server_id": False}

    @api.model
    def _pact_goes_to_request(self, vals):
        model = self.env.context.get("default_model")
        return vals.get("model", model) == "pact.ticket"

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
        return self._pact_is_word_in_request() and self.subtype_id.id != note

    def _pact_is_word_in_request(self):
        """Return whether somebody wrote this in a request, to us or to a customer."""
        return self.model == "pact.ticket" and self.message_type in SAID

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

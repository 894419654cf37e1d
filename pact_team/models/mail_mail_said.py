from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError

TICKET = "pact.ticket"
# All that core gives a letter of a message to say in that message.
OF_THE_LETTER = frozenset({"mail_message_id", "subject", "mail_server_id", "reply_to"})


class MailMail(models.Model):
    """A letter is no way to say something, nor to change what was said.

    Core writes letters under sudo, with whatever a call of a template names: whose word
    it is, where it stands, or which message it carries, which is written over then.
    """

    _inherit = "mail.mail"

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([self._pact_only_letter(vals) for vals in vals_list])

    @api.model
    def _pact_only_letter(self, vals):
        given = self.env.context
        message_id = vals.get("mail_message_id", given.get("default_mail_message_id"))
        # sudo: mail.message - where it stands, whoever sends a letter of it
        message = self.env["mail.message"].sudo().browse(message_id or [])
        if message:
            return self._pact_carrying(message, vals)
        model = vals.get("model", given.get("default_model"))
        res_id = vals.get("res_id", given.get("default_res_id"))
        if self.env.uid == SUPERUSER_ID:
            return vals
        if model == "discuss.channel" and message._pact_among([res_id]):
            raise AccessError(message._pact_in_conversation_sentence())
        return self._pact_as_note(res_id, vals) if model == TICKET else vals

    @api.model
    def _pact_carrying(self, message, vals):
        """Return ``vals`` for a letter of ``message``, which stays as it is."""
        is_kept = message.model == TICKET or (
            message.model == "discuss.channel" and message._pact_among([message.res_id])
        )
        if not is_kept:
            return vals
        foreign = message._fields.keys() - self._pact_own_names() - OF_THE_LETTER
        kept = {name: vals[name] for name in vals.keys() - foreign}
        # Nor does it take the message along when it is deleted.
        return kept | {"is_notification": True}

    @api.model
    def _pact_own_names(self):
        return {name for name, field in self._fields.items() if not field.inherited}

    @api.model
    def _pact_as_note(self, ticket_id, vals):
        """Return ``vals`` for a letter that is kept as a note of whoever sends it."""
        # The asker's own rights say where they write; the letter leaves all the same.
        ticket = self.env[TICKET].sudo(False).browse(ticket_id or [])
        if not ticket.exists().has_access("read"):
            return vals | {"model": False, "res_id": False}
        return vals | {
            "model": TICKET,
            "res_id": ticket_id,
            "author_id": self.env.user.partner_id.id,
            "author_guest_id": False,
            "message_type": "email_outgoing",
            "subtype_id": self.env["ir.model.data"]._xmlid_to_res_id("mail.mt_note"),
            "is_internal": True,
            "date": fields.Datetime.now(),
        }

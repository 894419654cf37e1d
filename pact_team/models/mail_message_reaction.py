from odoo import fields, models
from odoo.exceptions import AccessError, UserError

from .discuss_channel import is_pact

# Longer than any emoji; what is none the network refuses.
LONGEST_EMOJI = 16


class MailMessage(models.Model):
    """Emojis on messages: the customer's, and one of ours at most."""

    _inherit = "mail.message"

    def _message_reaction(self, content, action, partner, guest, store=None):
        """In a conversation, let its holder react to what the customer wrote.

        A business has one reaction on a message, whoever of us it is by: a new one
        replaces it.

        :raise AccessError: if the asking user does not answer here
        :raise UserError: if the network would not take it, or not now
        """
        channel = self._pact_among(self.channel_id.ids)
        if not channel:
            super()._message_reaction(content, action, partner, guest, store)
            return
        known = self._pact_check_reaction(channel, content, partner)
        former = self._pact_our_reactions()
        is_there = content in former.mapped("content")
        if (action == "add") == is_there:
            return
        emoji = content if action == "add" else ""
        self._pact_show_reaction(former, emoji, store)
        known._enqueue_reaction(emoji)

    def _pact_check_reaction(self, channel, content, partner):
        """Return by which row the network knows the message to react to."""
        channel._pact_check_answering()
        if partner != self.env.user.partner_id:
            raise AccessError(channel._pact_not_yours_to_answer())
        if not isinstance(content, str) or not 0 < len(content) <= LONGEST_EMOJI:
            raise UserError(self.env._("Choose an emoji from the list."))
        # sudo: pact.message - what the holder of the conversation reacts to
        known = self.env["pact.message"].sudo()._received_as(self)
        if not known:
            raise UserError(self.env._("React to what the customer wrote."))
        if not known.identity_id._is_answerable(fields.Datetime.now()):
            raise UserError(known.identity_id._why_not_answerable())
        return known

    def _pact_our_reactions(self):
        """Return our side's reactions to what a customer said, under sudo."""
        # sudo: mail.message - reactions on a message that may be read
        message = self.sudo()
        if not message.reaction_ids or not is_pact(message.channel_id):
            return message.reaction_ids.browse()
        customer = message.channel_id.pact_partner_id
        return message.reaction_ids.filtered(lambda one: one.partner_id != customer)

    def _pact_react(self, emoji, partner):
        """Show the network's word on how ``partner`` reacts; "" takes it back."""
        former = self.reaction_ids.filtered(lambda one: one.partner_id == partner)
        self._pact_show_reaction(former, emoji, partner=partner)

    def _pact_show_reaction(self, former, emoji, store=None, partner=None):
        """Put ``emoji`` in the place of ``former``, past what is asked of agents."""
        nobody = self.env["mail.guest"]
        for reaction in former:
            # pylint: disable-next=super-method-mismatch
            super()._message_reaction(
                reaction.content, "remove", reaction.partner_id, nobody, store
            )
        if emoji:
            partner = partner or self.env.user.partner_id
            # pylint: disable-next=super-method-mismatch
            super()._message_reaction(emoji, "add", partner, nobody, store)

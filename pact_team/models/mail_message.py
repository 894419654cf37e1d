from odoo import api, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.mail.tools.discuss import Store

from .discuss_channel import is_pact


class MailMessage(models.Model):
    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        # Asked of the messages, not of the request: defaults of the context count too.
        messages = super().create(vals_list)
        messages._pact_refuse_change()
        return messages

    def write(self, vals):
        self._pact_refuse_change()
        result = super().write(vals)
        if {"model", "res_id"} & vals.keys():
            self._pact_refuse_change()
        return result

    def unlink(self):
        self._pact_refuse_change()
        return super().unlink()

    def _pact_refuse_change(self):
        if self.env.su:
            return
        # sudo: mail.message - to which document the messages belong
        in_channels = self.sudo().filtered(lambda m: m.model == "discuss.channel")
        if self._pact_among(in_channels.mapped("res_id")):
            raise AccessError(
                self.env._("What was said in a conversation stays as it was said.")
            )

    def _pact_among(self, channel_ids):
        # sudo: discuss.channel - the type of a channel is no secret
        channels = self.env["discuss.channel"].sudo().browse(filter(None, channel_ids))
        return channels.exists().filtered(is_pact)

    def _message_reaction(self, content, action, partner, guest, store=None):
        if self._pact_among(self.channel_id.ids):
            raise UserError(
                self.env._("Reactions are not sent to customers. Write an answer.")
            )
        return super()._message_reaction(content, action, partner, guest, store)

    def _pact_react(self, emoji, partner):
        """Show the network's word on how ``partner`` reacts; "" takes it back."""
        nobody = self.env["mail.guest"]
        former = self.reaction_ids.filtered(lambda one: one.partner_id == partner)
        for content in former.mapped("content"):
            # Past our own refusal, which is meant for agents.
            # pylint: disable-next=super-method-mismatch
            super()._message_reaction(content, "remove", partner, nobody)
        if emoji:
            # pylint: disable-next=super-method-mismatch
            super()._message_reaction(emoji, "add", partner, nobody)

    def _to_store_defaults(self, target):
        return [*super()._to_store_defaults(target), "pact_delivery"]

    def _to_store(self, store, fields, **kwargs):
        super()._to_store(
            store, [name for name in fields if name != "pact_delivery"], **kwargs
        )
        if "pact_delivery" in fields:
            said = self.filtered(lambda message: message._pact_is_ours())
            if said:
                self.env["pact.message"]._add_deliveries(store, said)

    def _pact_is_ours(self):
        """Return whether this may have been sent to a customer."""
        # sudo: mail.message - in which kind of channel it is, and whether a guest's
        message = self.sudo()
        channel = message.channel_id
        return is_pact(channel) and message.author_id != channel.pact_partner_id

    def _pact_attach(self, attachment):
        """Show a customer's file that arrived after its message."""
        self.attachment_ids += attachment
        if self._pact_is_placeholder():
            self.body = ""
        Store(bus_channel=self._bus_channel()).add(
            self, ["body", Store.Many("attachment_ids")]
        ).bus_send()

    def _pact_explain(self, body):
        """Say instead of a customer's file why it is not there."""
        self.body = body if self._pact_is_placeholder() else self.body + body
        Store(bus_channel=self._bus_channel()).add(self, ["body"]).bus_send()

    def _pact_is_placeholder(self):
        return "o-pact-placeholder" in (self.body or "")

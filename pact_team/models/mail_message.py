from odoo import api, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.mail.tools.discuss import Store


class MailMessage(models.Model):
    _inherit = "mail.message"

    @api.model_create_multi
    def create(self, vals_list):
        self._pact_refuse_by_hand(
            vals.get("res_id")
            for vals in vals_list
            if vals.get("model") == "discuss.channel"
        )
        return super().create(vals_list)

    def write(self, vals):
        self._pact_refuse_change()
        if vals.get("model") == "discuss.channel" or "res_id" in vals:
            self._pact_refuse_by_hand([vals.get("res_id")])
        return super().write(vals)

    def unlink(self):
        self._pact_refuse_change()
        return super().unlink()

    def _pact_refuse_change(self):
        if self.env.su:
            return
        # sudo: mail.message - to which document the messages belong
        self._pact_refuse_by_hand(
            self.sudo()
            .filtered(lambda message: message.model == "discuss.channel")
            .mapped("res_id")
        )

    def _pact_refuse_by_hand(self, channel_ids):
        if not self.env.su and self._pact_among(channel_ids):
            raise AccessError(
                self.env._("What was said in a conversation stays as it was said.")
            )

    def _pact_among(self, channel_ids):
        # sudo: discuss.channel - the type of a channel is no secret
        channels = self.env["discuss.channel"].sudo().browse(filter(None, channel_ids))
        return channels.exists().filtered(lambda c: c.channel_type == "pact")

    def _message_reaction(self, content, action, partner, guest, store=None):
        # sudo: discuss.channel - whether the person who reacts is the customer
        is_customer = partner and partner == self.channel_id.sudo().pact_partner_id
        if self._pact_among(self.channel_id.ids) and not is_customer:
            raise UserError(
                self.env._("Reactions are not sent to customers. Write an answer.")
            )
        return super()._message_reaction(content, action, partner, guest, store)

    def _to_store_defaults(self, target):
        return [*super()._to_store_defaults(target), "pact_delivery"]

    def _to_store(self, store, fields, **kwargs):
        super()._to_store(
            store, [name for name in fields if name != "pact_delivery"], **kwargs
        )
        if "pact_delivery" in fields:
            # sudo: mail.message - of which document these messages speak
            said = self.filtered(lambda m: m.sudo().model == "discuss.channel")
            self.env["pact.message"]._add_deliveries(store, said)

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

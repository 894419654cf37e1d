from odoo import api, models
from odoo.exceptions import AccessError

from odoo.addons.mail.tools.discuss import Store

from .discuss_channel import is_pact


class MailMessage(models.Model):
    """What was said in a conversation: as it was said, for those who may read it."""

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
            raise AccessError(self._pact_in_conversation_sentence())

    def _pact_in_conversation_sentence(self):
        return self.env._("What was said in a conversation stays as it was said.")

    def _pact_among(self, channel_ids):
        """Return those of these channels that are conversations, under sudo."""
        # sudo: discuss.channel - the type of a channel is no secret
        channels = self.env["discuss.channel"].sudo().with_context(active_test=False)
        if not (ids := [*filter(None, channel_ids)]):
            return channels
        return channels.search([("id", "in", ids), ("channel_type", "=", "pact")])

    def _check_access(self, operation):
        """To have written a message, or to be named in it, opens no conversation."""
        result = super()._check_access(operation)
        closed = self._pact_closed()
        if operation == "create":
            closed |= self._pact_in_logs_of_others()
        if not closed:
            return result
        forbidden = closed | result[0] if result else closed
        return forbidden, lambda: forbidden._make_access_error(operation)

    @api.model
    def _search(self, domain, *args, bypass_access=False, **kwargs):
        query = super()._search(domain, *args, bypass_access=bypass_access, **kwargs)
        if self.env.su or bypass_access:
            return query
        found = self.browse(query)
        closed = found._pact_closed()
        return (found - closed)._as_query() if closed else query

    def _pact_closed(self):
        """Return those messages whose conversation the asking user may not read."""
        if self.env.su:
            return self.browse()
        # sudo: mail.message - to which document the messages belong
        said = self.sudo().filtered(lambda message: message.model == "discuss.channel")
        conversations = self._pact_among(set(said.mapped("res_id")))
        closed = conversations.filtered(lambda one: not one.pact_is_readable)
        return said.filtered(lambda message: message.res_id in closed.ids).sudo(False)

    def _pact_in_logs_of_others(self):
        """Return what stands in the log of somebody whose rights one may not change.

        Core lets whoever was ever written to answer in any log, as whom they like.
        """
        found = self.browse()
        if self.env.su:
            return found
        Managed = self.env.registry["pact.managed"]
        # sudo: mail.message - to which document the messages belong
        for model, messages in self.sudo().grouped("model").items():
            logs = self.env.get(model)
            if isinstance(logs, Managed):
                mine = logs.browse(messages.mapped("res_id"))._filtered_access("write")
                others = messages.filtered(
                    lambda one, mine=mine: one.res_id not in mine.ids
                )
                found |= others.sudo(False)
        return found

    def _to_store_defaults(self, target):
        return [*super()._to_store_defaults(target), "pact_delivery"]

    def _to_store(self, store, fields, **kwargs):
        super()._to_store(
            store, [name for name in fields if name != "pact_delivery"], **kwargs
        )
        if "pact_delivery" in fields:
            said = self.filtered(
                lambda message: message._pact_is_ours() or message._pact_our_reactions()
            )
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

from odoo import api, models
from odoo.exceptions import AccessError, UserError

from .discuss_channel import is_pact


class DiscussChannel(models.Model):
    """What nobody does to a conversation by hand, however they got at it.

    Core lets every member of a channel write to it, invite to it and rewrite its
    messages. Here only our own actions do, under sudo, after they have checked.
    """

    _inherit = "discuss.channel"

    @api.model_create_multi
    def create(self, vals_list):
        is_by_hand = not self.env.su
        defaults = self._pact_defaults_of_context()
        if is_by_hand and any(
            self._pact_is_touched(defaults | vals) for vals in vals_list
        ):
            raise AccessError(
                self.env._("Conversations are opened when a customer writes.")
            )
        return super().create(vals_list)

    @api.model
    def _pact_defaults_of_context(self):
        return {
            name.removeprefix("default_"): value
            for name, value in self.env.context.items()
            if name.startswith("default_")
        }

    def write(self, vals):
        self._pact_refuse_by_hand(self._pact_is_touched(vals))
        return super().write(vals)

    def unlink(self):
        self._pact_refuse_by_hand()
        return super().unlink()

    @api.model
    def _pact_is_touched(self, vals):
        return vals.get("channel_type") == "pact" or any(
            name.startswith("pact_") for name in vals
        )

    def _pact_refuse_by_hand(self, is_touched=False):
        # sudo: discuss.channel - the type of a channel is no secret
        if not self.env.su and (is_touched or self.sudo().filtered(is_pact)):
            raise AccessError(
                self.env._(
                    "A conversation is changed by its actions only: take, return to "
                    "queue, finish."
                )
            )

    def _find_or_create_member_for_self(self):
        """Core joins whoever types; here a watcher stays a watcher."""
        # sudo: discuss.channel - reading the type and one's own membership
        channel = self.sudo()
        if is_pact(channel):
            return channel.channel_member_ids.filtered("is_self").sudo(False)
        return super()._find_or_create_member_for_self()

    def _mail_get_operation_for_mail_message_operation(self, message_operation):
        """To read a conversation is not to write in it.

        The two callers disagree on how to say no: an operation that exists but that
        nobody reaches, unlink, is the one answer both of them understand.
        """
        result = super()._mail_get_operation_for_mail_message_operation(
            message_operation
        )
        # sudo: discuss.channel - who takes part in it decides, not who reads it
        for channel in self.filtered(lambda channel: is_pact(channel.sudo())):
            if message_operation == "create":
                result[channel] = "read" if channel._pact_is_noted_by_me() else "unlink"
            elif message_operation in ("write", "unlink"):
                result[channel] = "unlink"
        return result

    def _pact_is_held_by_me(self):
        """Return whether the asking user answers here now, also under sudo."""
        self.ensure_one()
        # sudo: discuss.channel - one's own standing in a conversation
        channel = self.sudo()
        answering, _reading = self._pact_companies()
        return (
            channel.pact_state == "in_progress"
            and channel.pact_agent_id.id == self.env.uid
            and channel.pact_company_id in answering
        )

    def _check_can_update_message_content(self, message):
        # sudo: discuss.channel - the type of a channel is no secret
        if is_pact(self.sudo()):
            raise UserError(
                self.env._("What was said to a customer cannot be changed afterwards.")
            )
        return super()._check_can_update_message_content(message)

    def channel_fetched(self):
        """Core loads every message id before it looks at the type."""
        # sudo: discuss.channel - the type of a channel is no secret
        return super(
            DiscussChannel, self.filtered(lambda channel: not is_pact(channel.sudo()))
        ).channel_fetched()

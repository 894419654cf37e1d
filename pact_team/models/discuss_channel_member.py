from odoo import api, models
from odoo.exceptions import AccessError

from .discuss_channel import is_pact


class DiscussChannelMember(models.Model):
    _inherit = "discuss.channel.member"

    @api.model_create_multi
    def create(self, vals_list):
        self._pact_refuse_by_hand({vals.get("channel_id") for vals in vals_list})
        return super().create(vals_list)

    def unlink(self):
        # sudo: discuss.channel.member - which channels these rows belong to
        self._pact_refuse_by_hand(self.sudo().channel_id.ids)
        return super().unlink()

    def _pact_refuse_by_hand(self, channel_ids):
        # sudo: discuss.channel - the type of a channel is no secret
        channels = self.env["discuss.channel"].sudo().browse(filter(None, channel_ids))
        if not self.env.su and channels.filtered(is_pact):
            raise AccessError(
                self.env._(
                    "Who takes part in a conversation follows from who holds it. "
                    "Take it, or ask the holder to return it to the queue."
                )
            )

    def _mark_as_read(self, last_message_id):
        result = super()._mark_as_read(last_message_id)
        if self._pact_is_holder():
            self.channel_id._pact_tell_read(last_message_id)
        return result

    def _notify_typing(self, is_typing):
        result = super()._notify_typing(is_typing)
        for member in self:
            if is_typing and member._pact_is_holder():
                member.channel_id._pact_tell_typing()
        return result

    def _pact_is_holder(self):
        """Return whether this is who answers a conversation, and who asks."""
        # sudo: discuss.channel - one's own standing in a conversation
        channel = self.channel_id.sudo()
        return self.is_self and is_pact(channel) and channel._pact_is_held_by_me()

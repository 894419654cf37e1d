from odoo import models


class IrWebsocket(models.AbstractModel):
    _inherit = "ir.websocket"

    def _build_bus_channel_list(self, channels):
        """Add the current stint of every conversation that core grants."""
        granted = super()._build_bus_channel_list(channels)
        Channel = self.env.registry["discuss.channel"]
        readable = self.env["discuss.channel"].concat(
            *{channel for channel in granted if isinstance(channel, Channel)}
        )
        # sudo: discuss.channel - the stint of a conversation that may be read
        stints = readable.sudo().pact_stint_id.sudo(False)
        for stint in stints:
            granted += [stint, (stint, "internal_users")]
        return granted

from odoo import models


class IrWebsocket(models.AbstractModel):
    """What a screen may listen to follows from what its user may read now."""

    _inherit = "ir.websocket"

    def _build_bus_channel_list(self, channels):
        granted = super()._build_bus_channel_list(channels)
        return [*granted, *self._pact_stints(granted), *self._pact_rosters()]

    def _pact_stints(self, granted):
        """Return the current stint of every conversation that core grants."""
        Channel = self.env.registry["discuss.channel"]
        readable = self.env["discuss.channel"].concat(
            *{channel for channel in granted if isinstance(channel, Channel)}
        )
        # sudo: discuss.channel - the stint of a conversation that may be read
        stints = readable.sudo().pact_stint_id.sudo(False)
        return [
            listened
            for stint in stints
            for listened in (stint, (stint, "internal_users"))
        ]

    def _pact_rosters(self):
        """Return the rosters that the asking user stands in."""
        teams = self.env["pact.member"]._mine().filtered("may_answer").team_ids
        return teams._listened_to()

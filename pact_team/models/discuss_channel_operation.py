from odoo import api, fields, models

from odoo.addons.mail.tools.discuss import Store

from .discuss_channel import is_pact


class DiscussChannel(models.Model):
    """That a conversation waits while the whole work of its team stands still."""

    _inherit = "discuss.channel"

    pact_is_team_paused = fields.Boolean(
        string="Its team is paused", compute="_compute_pact_is_team_paused"
    )

    @api.depends("pact_team_id.pause_id")
    def _compute_pact_is_team_paused(self):
        for channel in self:
            # sudo: discuss.channel - a label of what is stored, for who reads it
            team = channel._origin.sudo().pact_team_id
            channel.pact_is_team_paused = team.is_paused

    @api.model
    def _pact_queue_fields(self):
        return [
            *super()._pact_queue_fields(),
            Store.Attr("pact_is_team_paused", predicate=is_pact),
        ]

from odoo import api, fields, models


class ResPartner(models.Model):
    """What was said with a contact before, for who may read it."""

    _inherit = "res.partner"

    pact_history_count = fields.Integer(
        string="Finished conversations",
        compute="_compute_pact_history_count",
        groups="pact_team.pact_team_group_agent",
    )

    @api.depends_context("uid")
    def _compute_pact_history_count(self):
        finished = [
            ("pact_partner_id", "in", self._origin.ids),
            ("pact_state", "=", "finished"),
        ]
        # With the rights of the asking user, also where a screen computes under sudo.
        counts = dict(
            self.env["discuss.channel"]
            .sudo(False)
            ._read_group(finished, ["pact_partner_id"], ["__count"])
        )
        found = {partner.id: count for partner, count in counts.items()}
        for partner in self:
            partner.pact_history_count = found.get(partner._origin.id, 0)

    def action_pact_history(self):
        """List the finished conversations with this contact."""
        self.ensure_one()
        xmlid = "pact_team.discuss_channel_action_pact_history"
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        return action | {"context": {"active_ids": self.ids}}

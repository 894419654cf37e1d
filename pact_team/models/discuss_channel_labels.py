from odoo import api, fields, models


class DiscussChannel(models.Model):
    """What a screen shows of records that its user may not read.

    Not related fields: those would tell anybody about a record named in a form that
    is never saved.
    """

    _inherit = "discuss.channel"

    pact_team_name = fields.Char(compute="_compute_pact_labels")
    pact_team_color = fields.Integer(compute="_compute_pact_labels")
    pact_inbox_name = fields.Char(string="Inbox name", compute="_compute_pact_labels")
    pact_provider = fields.Char(string="Network", compute="_compute_pact_labels")
    pact_agent_name = fields.Char(
        string="Agent name", compute="_compute_pact_agent_labels"
    )
    pact_agent_ref = fields.Integer(
        string="Agent number", compute="_compute_pact_agent_labels"
    )
    pact_company_ref = fields.Integer(
        string="Company number", compute="_compute_pact_labels"
    )
    pact_phone = fields.Char(string="Phone", compute="_compute_pact_labels")
    pact_username = fields.Char(compute="_compute_pact_labels")
    pact_stint_ref = fields.Integer(
        string="Stint number", compute="_compute_pact_labels"
    )
    pact_window_kind = fields.Selection(
        [
            ("always", "Any time"),
            ("until", "For a while"),
            ("never", "Never"),
            ("archived", "Not while the inbox is archived"),
        ],
        string="Free text",
        compute="_compute_pact_labels",
    )

    @api.depends(
        "pact_team_id.name",
        "pact_team_id.color",
        "pact_inbox_id.name",
        "pact_inbox_id.group_access",
        "pact_identity_id.phone",
        "pact_identity_id.username",
        "pact_stint_id",
    )
    def _compute_pact_labels(self):
        for channel in self:
            # sudo: discuss.channel - labels of what is stored, for who reads it
            stored = channel._origin.sudo()
            channel.pact_team_name = stored.pact_team_id.name
            channel.pact_team_color = stored.pact_team_id.color
            channel.pact_inbox_name = stored.pact_inbox_id.name
            channel.pact_provider = stored.pact_inbox_id.provider
            channel.pact_company_ref = stored.pact_company_id.id
            channel.pact_phone = stored.pact_identity_id.written_phone
            channel.pact_username = stored.pact_identity_id.username
            channel.pact_stint_ref = stored.pact_stint_id.id
            channel.pact_window_kind = stored.pact_identity_id._window_kind()

    @api.depends("pact_agent_id.name")
    def _compute_pact_agent_labels(self):
        for channel in self:
            # sudo: discuss.channel - labels of what is stored, for who reads it
            agent = channel._origin.sudo().pact_agent_id
            channel.pact_agent_name = agent.name
            channel.pact_agent_ref = agent.id

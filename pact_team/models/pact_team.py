from odoo import api, fields, models


class PactTeam(models.Model):
    """People who share a queue."""

    _name = "pact.team"
    _description = "Team"
    _inherit = ["pact.owned"]
    _order = "name, id"
    _check_company_auto = True
    _right_to_read = "may_answer"

    name = fields.Char(required=True, translate=True)
    active = fields.Boolean(default=True)
    color = fields.Integer()
    kind = fields.Selection(
        [
            ("team", "Team"),
            ("department", "Department"),
            ("subject", "Type of request"),
        ],
        required=True,
        default="team",
    )
    member_ids = fields.Many2many("pact.member", string="Members", check_company=True)
    member_count = fields.Integer(compute="_compute_member_count")
    waiting_count = fields.Integer(compute="_compute_waiting_count")

    @api.depends("member_ids")
    def _compute_member_count(self):
        for team in self:
            team.member_count = len(team.member_ids)

    def _compute_waiting_count(self):
        # sudo: discuss.channel - a number of waiting conversations shows no content
        counts = (
            self.env["discuss.channel"]
            .sudo()
            ._read_group(
                [("pact_team_id", "in", self.ids), ("pact_state", "=", "waiting")],
                ["pact_team_id"],
                ["__count"],
            )
        )
        waiting = {team.id: count for team, count in counts}
        for team in self:
            team.waiting_count = waiting.get(team.id, 0)

    def _notify_members(self, store_data):
        """Tell every member's open screens; each hears it on a channel of their own.

        There is no bus channel shared by the team: whoever leaves it stops hearing
        of its queue with the next message, whatever their browser still listens to.
        """
        for user in self.member_ids.filtered("active").user_id:
            user._bus_send("mail.record/insert", store_data)

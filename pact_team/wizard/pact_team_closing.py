from odoo import api, fields, models
from odoo.exceptions import UserError


class PactTeamClosing(models.TransientModel):
    """Where the open work of teams goes that are to be archived."""

    _name = "pact.team.closing"
    _description = "Archiving teams with open work"
    _inherit = ["pact.owned"]
    _check_company_auto = True

    team_ids = fields.Many2many(
        "pact.team", string="Teams", required=True, check_company=True
    )
    destination_id = fields.Many2one(
        "pact.team",
        string="Their work goes to",
        check_company=True,
        domain="[('company_id', '=', company_id), ('id', 'not in', team_ids)]",
    )
    waiting_count = fields.Integer(string="Waiting", compute="_compute_open_work")
    held_count = fields.Integer(string="In progress", compute="_compute_open_work")
    inbox_count = fields.Integer(string="Inboxes", compute="_compute_open_work")

    @api.depends("team_ids")
    def _compute_open_work(self):
        for closing in self:
            teams = closing.team_ids.filtered("is_configurable")
            closing.waiting_count = sum(teams.mapped("waiting_count"))
            closing.held_count = sum(teams.mapped("held_count"))
            closing.inbox_count = len(teams._inboxes())

    def action_close(self):
        """Move everything that is open, and archive the teams."""
        self.ensure_one()
        self.check_access("write")
        teams, destination = self.team_ids, self.destination_id
        (teams | destination).check_access("write")
        if not destination.active or destination in teams:
            raise UserError(
                self.env._("Choose an active team that takes over the open work.")
            )
        if teams.company_id - destination.company_id:
            raise UserError(
                self.env._("The work of a team stays in its company. Choose another.")
            )
        teams._close_into(destination)
        return {"type": "ir.actions.client", "tag": "soft_reload"}

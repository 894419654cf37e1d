from odoo import api, fields, models
from odoo.exceptions import ValidationError


class PactTeam(models.Model):
    """People who share a queue: a team, a department, a sector, an agents' group."""

    _name = "pact.team"
    _description = "Team"
    _inherit = ["pact.named"]
    _order = "name, id"
    _check_company_auto = True
    _right_to_read = "may_answer"

    active = fields.Boolean(
        default=True,
        help="An inactive team takes no new conversations; its history stays.",
    )
    color = fields.Integer()
    kind = fields.Selection(
        [
            ("team", "Team"),
            ("department", "Department"),
            ("sector", "Sector"),
            ("group", "Agents' group"),
            ("subject", "Type of request"),
        ],
        required=True,
        default="team",
    )
    member_ids = fields.Many2many("pact.member", string="Members", check_company=True)
    supervisor_ids = fields.Many2many(
        "pact.member",
        "pact_team_supervisor_rel",
        string="Supervisors",
        check_company=True,
        help="Who looks after this team; they need not be members of it.",
    )
    destination_ids = fields.Many2many(
        "pact.team",
        "pact_team_destination_rel",
        "team_id",
        "destination_id",
        string="May transfer to",
        check_company=True,
        domain="[('company_id', '=', company_id), ('id', '!=', id)]",
        help="Empty means every team of the company.",
    )
    member_count = fields.Integer(compute="_compute_member_count")
    waiting_count = fields.Integer(
        string="Waiting", compute="_compute_conversation_counts"
    )
    held_count = fields.Integer(
        string="In progress", compute="_compute_conversation_counts"
    )

    @api.depends("member_ids")
    def _compute_member_count(self):
        for team in self:
            team.member_count = len(team.member_ids)

    def _compute_conversation_counts(self):
        # sudo: discuss.channel - a number of conversations shows no content
        counts = (
            self.env["discuss.channel"]
            .sudo()
            ._read_group(
                [
                    ("pact_team_id", "in", self.ids),
                    ("pact_state", "in", ("waiting", "in_progress")),
                ],
                ["pact_team_id", "pact_state"],
                ["__count"],
            )
        )
        found = {(team.id, state): count for team, state, count in counts}
        for team in self:
            team.waiting_count = found.get((team.id, "waiting"), 0)
            team.held_count = found.get((team.id, "in_progress"), 0)

    @api.constrains("destination_ids")
    def _check_destinations(self):
        if any(team in team.destination_ids for team in self):
            raise ValidationError(
                self.env._("A team transfers to others. Leave itself out of the list.")
            )

    @api.model
    def action_make_usual(self):
        """Create the departments that most companies begin with."""
        company = self.env.company
        general = company._pact_general_team_name()
        usual = [
            (self.env._("Support"), 4),
            (self.env._("Sales"), 10),
            (self.env._("Finance"), 3),
            (self.env._("Administration"), 5),
            (general, 8),
        ]
        present = {
            name.lower()
            for name in self.search([("company_id", "=", company.id)]).mapped("name")
        }
        self.create(
            [
                {
                    "name": name,
                    "color": color,
                    "kind": "department",
                    "company_id": company.id,
                }
                for name, color in usual
                if name.lower() not in present
            ]
        )
        return self.env["ir.actions.act_window"]._for_xml_id(
            "pact_team.pact_team_action"
        )

    def _destinations(self, teams=None):
        """Return the teams it may transfer to, of all the ``teams`` of its company."""
        self.ensure_one()
        if teams is None:
            teams = self.search([("company_id", "=", self.company_id.id)])
        others = teams - self
        # An archived destination still says that not every team is one.
        chosen = self.with_context(active_test=False).destination_ids
        return others & chosen if chosen else others

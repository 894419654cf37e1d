from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import SQL

from ..rules import words


class PactTeam(models.Model):
    """People who share a queue: a team, a department, a sector, an agents' group."""

    _name = "pact.team"
    _description = "Team"
    _inherit = ["pact.owned"]
    _order = "name, id"
    _check_company_auto = True
    _right_to_read = "may_answer"

    name = fields.Char(required=True, translate=True)
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

    # Every name has an English value: what was typed, where nobody translated it.
    _name_uniq = models.UniqueIndex(
        "(company_id, lower(name->>'en_US')) WHERE active",
        "Another team of this company has this name already. Choose another name.",
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

    @api.constrains("name", "active", "company_id")
    def _check_name(self):
        languages = [code for code, _name in self.env["res.lang"].get_installed()]
        for team in self.filtered("active"):
            if team._has_namesake({"en_US", *languages}):
                raise ValidationError(
                    self.env._(
                        "Another team of this company is called %(name)s already, "
                        "perhaps in another language. Choose another name.",
                        name=team.name,
                    )
                )

    def _has_namesake(self, languages):
        """Return whether two teams read the same in one of ``languages``."""
        self.flush_model(["name", "active", "company_id"])
        same = SQL(" OR ").join(
            SQL(
                "lower(coalesce(a.name->>%(lang)s, a.name->>'en_US'))"
                " = lower(coalesce(b.name->>%(lang)s, b.name->>'en_US'))",
                lang=code,
            )
            for code in sorted(languages)
        )
        return bool(
            self.env.execute_query(
                SQL(
                    """SELECT 1 FROM pact_team a JOIN pact_team b
                           ON b.company_id = a.company_id AND b.id != a.id AND b.active
                        WHERE a.id = %s AND (%s) LIMIT 1""",
                    self.id,
                    same,
                )
            )
        )

    @api.constrains("destination_ids")
    def _check_destinations(self):
        if any(team in team.destination_ids for team in self):
            raise ValidationError(
                self.env._("A team transfers to others. Leave itself out of the list.")
            )

    @api.model_create_multi
    def create(self, vals_list):
        # A name that was freed in this transaction is free in the database too.
        self.flush_model(["name", "active"])
        return super().create([self._tidy(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._tidy(vals))

    def _update_field_translations(self, *args, **kwargs):
        """Translating a name is naming too; core writes it past the constraints."""
        result = super()._update_field_translations(*args, **kwargs)
        self._check_name()
        return result

    @api.model
    def _tidy(self, vals):
        if "name" not in vals:
            return vals
        name = words.one_line(vals["name"])
        if not name:
            raise ValidationError(self.env._("Give the team a name."))
        return vals | {"name": name}

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

    def _destinations(self):
        """Return the teams that this one may transfer to."""
        self.ensure_one()
        others = self.search(
            [("company_id", "=", self.company_id.id), ("id", "!=", self.id)]
        )
        # An archived destination still says that not every team is one.
        chosen = self.with_context(active_test=False).destination_ids
        return others & chosen if chosen else others

    def _notify_members(self, store_data):
        """Tell every member's open screens; each hears it on a channel of their own.

        There is no bus channel shared by the team: whoever leaves it stops hearing
        of its queue with the next message, whatever their browser still listens to.
        """
        for user in self.member_ids.filtered("active").user_id:
            user._bus_send("mail.record/insert", store_data)

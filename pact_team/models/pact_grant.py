from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Command, Domain

from ..rules import period, rights


class PactGrant(models.Model):
    """A role, an option or a team that a member has for a while.

    Somebody covers for a colleague, learns, or helps out on a busy day. It begins and
    ends by itself, and both are written down on the member.
    """

    _name = "pact.grant"
    _description = "Right for a while"
    _inherit = ["pact.owned"]
    _order = "date_from desc, id desc"
    # Who may edit the member may also give up what was planned for them.
    _right_to_delete = "may_invite"
    _is_written_by_system = True
    _check_company_auto = True

    member_id = fields.Many2one(
        "pact.member", required=True, index=True, ondelete="cascade", check_company=True
    )
    company_id = fields.Many2one(
        related="member_id.company_id", store=True, precompute=True, default=None
    )
    kind = fields.Selection(
        [("role", "Role"), ("option", "Option"), ("team", "Team")],
        string="What",
        required=True,
        default="role",
    )
    role_id = fields.Many2one("pact.role", check_company=True, ondelete="restrict")
    right_id = fields.Many2one("pact.right", string="Option", ondelete="restrict")
    team_id = fields.Many2one("pact.team", check_company=True, ondelete="restrict")
    date_from = fields.Datetime(
        string="From", required=True, default=fields.Datetime.now
    )
    date_to = fields.Datetime(string="Until", required=True)
    state = fields.Selection(
        [("planned", "Planned"), ("current", "Current"), ("over", "Over")],
        default="planned",
        required=True,
        readonly=True,
    )
    is_team_added = fields.Boolean(readonly=True)

    _state_idx = models.Index("(state) WHERE state != 'over'")
    _in_order = models.Constraint(
        "CHECK (date_from < date_to)", "It has to end after it begins."
    )
    _one_thing = models.Constraint(
        """CHECK (
            (kind = 'role') = (role_id IS NOT NULL)
            AND (kind = 'option') = (right_id IS NOT NULL)
            AND (kind = 'team') = (team_id IS NOT NULL))""",
        "Choose the role, the option or the team that is given for a while.",
    )

    @api.depends("role_id", "right_id", "team_id")
    def _compute_display_name(self):
        for grant in self:
            given = grant.role_id or grant.right_id or grant.team_id
            grant.display_name = given.display_name

    @api.depends("member_id.is_configurable")
    @api.depends_context("uid")
    def _compute_is_configurable(self):
        for grant in self:
            grant.is_configurable = grant.member_id.is_configurable

    def _search_is_configurable(self, operator, value):
        if operator != "in":
            return NotImplemented
        Member = self.env["pact.member"]
        members = Member._search_is_configurable("in", [True])
        configurable = Domain("member_id", "any", members)
        return configurable if True in value else ~configurable

    @api.constrains("right_id", "member_id")
    def _check_option(self):
        for grant in self.filtered("right_id"):
            if grant.right_id not in grant.member_id._current_roles().option_ids:
                raise UserError(
                    self.env._(
                        "%(option)s cannot be ticked with the roles of this member.",
                        option=grant.right_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            vals.pop("state", None)
            vals.pop("is_team_added", None)
        grants = super().create(vals_list)
        grants._check_managed()
        grants._apply()
        return grants

    def write(self, vals):
        if {"state", "is_team_added", "member_id"} & vals.keys() and not self.env.su:
            raise UserError(
                self.env._("This follows from the dates. Change the dates instead.")
            )
        if {"role_id", "right_id", "team_id", "kind"} & vals.keys():
            self._check_planned()
        result = super().write(vals)
        if not {"state", "is_team_added"} & vals.keys():
            self._check_managed()
            self._apply()
        return result

    def _check_managed(self):
        """Refuse what its maker could not have given for good, planned or not."""
        if self.env.su:
            return
        configuring = self.env["pact.member"]._companies_where("may_configure")
        managed = self.filtered(
            lambda grant: grant.member_id.company_id not in configuring
        )
        if set(managed.role_id.mapped("kind")) - rights.AGENT_KINDS:
            raise AccessError(
                self.env._("You give agents' roles only. Ask an administrator.")
            )
        managed.member_id._check_managed()

    @api.ondelete(at_uninstall=False)
    def _unlink_planned(self):
        self._check_planned()

    def _check_planned(self):
        if any(grant.state != "planned" for grant in self):
            raise UserError(
                self.env._(
                    "This has begun already. Set its end to now instead, and it stays "
                    "in the log."
                )
            )

    @api.model
    def _cron_apply(self):
        """Begin and end what is due; the next change wakes this job again."""
        self.search([("state", "!=", "over")])._apply()

    def _apply(self):
        now = fields.Datetime.now()
        changed = self.filtered(lambda grant: grant.state != grant._state_at(now))
        # sudo: pact.member - what the dates say happens, whoever looks
        for member in changed.member_id.sudo():
            with member._rights_change():
                for grant in changed.sudo() & member.grant_ids:
                    grant._move_to(grant._state_at(now))
        self._wake(now)

    def _end(self):
        """End before its time what was planned or begun; it stays in the log."""
        now = fields.Datetime.now()
        for grant in self.filtered(lambda grant: grant.state != "over"):
            begun = min(grant.date_from, now - timedelta(seconds=1))
            grant.write({"date_from": begun, "date_to": now})

    def _state_at(self, now):
        return period.state(self.date_from, self.date_to, now=now)

    def _wake(self, now):
        dates = [
            period.next_change(grant.date_from, grant.date_to, now=now)
            for grant in self
        ]
        moments = {date for date in dates if date}
        if moments:
            self.env.ref("pact_team.ir_cron_grant")._trigger(at=moments)

    def _move_to(self, state):
        self.write({"state": state})
        if self.team_id:
            self._move_team(state == "current")
        sentences = {
            "current": self.env._("Begins: %(what)s", what=self.display_name),
            "over": self.env._("Ends: %(what)s", what=self.display_name),
        }
        if state in sentences:
            self.member_id._message_log(body=sentences[state])

    def _move_team(self, is_current):
        """Add the team; take away only what was not there before."""
        if is_current and self.team_id not in self.member_id.team_ids:
            self.write({"is_team_added": True})
            self.member_id.team_ids = [Command.link(self.team_id.id)]
        elif not is_current and self.is_team_added:
            self.write({"is_team_added": False})
            self.member_id.team_ids = [Command.unlink(self.team_id.id)]

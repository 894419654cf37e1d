from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import rights


class PactMember(models.Model):
    """One user in one company: what they may do there, and in which teams."""

    _name = "pact.member"
    _description = "Member"
    _inherit = ["pact.managed", "pact.rights"]
    _order = "name, id"
    _right_to_read = "may_answer"
    # Somebody's own defaults must not slip into a membership they are given.
    _is_written_by_system = True

    user_id = fields.Many2one("res.users", required=True, index=True)
    name = fields.Char(compute="_compute_name", store=True)
    active = fields.Boolean(default=True, tracking=True)
    grant_ids = fields.One2many("pact.grant", "member_id", string="For a while")

    _user_company_uniq = models.UniqueIndex(
        "(user_id, company_id)", "This person already is a member of the company."
    )

    @api.depends("user_id.name")
    def _compute_name(self):
        """Odoo lets contacts of most types lose their name; people are sorted by it."""
        for member in self:
            user = member.user_id
            member.name = user.name or f"#{user.id}"

    @api.depends(lambda self: self._rights_depend_on())
    def _compute_rights(self):
        for member in self:
            held = member._effective()
            for right in rights.RIGHTS:
                member[right] = right in held

    @api.depends("role_ids.kind", "grant_ids.state", "grant_ids.role_id.kind")
    def _compute_is_agent_only(self):
        for member in self:
            kinds = set(member._current_roles().mapped("kind"))
            member.is_agent_only = kinds <= rights.AGENT_KINDS

    @api.constrains("user_id", "company_id", "active")
    def _check_user(self):
        for member in self.filtered("active"):
            # sudo: res.users - who configures a team need not read user records
            user = member.user_id.sudo()
            if user.share or not user.active:
                raise UserError(
                    self.env._(
                        "This person has no access to the back office. Choose an "
                        "internal user, or invite them by e-mail."
                    )
                )

    def _check_company_of_user(self):
        """Refuse to enlist somebody whom Odoo has not let into the company."""
        for member in self:
            # sudo: res.users - to which companies a person belongs
            if member.company_id not in member.user_id.sudo().company_ids:
                raise UserError(
                    self.env._(
                        "This person has no access to %(company)s yet. Invite them by "
                        "e-mail.",
                        company=member.company_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._check_values(vals)
        members = super().create(vals_list)
        members._check_company_of_user()
        members._check_roles()
        members._refresh_access(members.user_id)
        return members

    def write(self, vals):
        self._check_values(vals)
        self._check_same_person(vals)
        self._check_manageable(vals)
        if not {"role_ids", "option_ids", "grant_ids", "active"} & vals.keys():
            return super().write(vals)
        with self._rights_change():
            result = super().write(vals)
            self._check_roles()
        return result

    def unlink(self):
        users = self.user_id
        self.active = False
        result = super().unlink()
        self._refresh_access(users)
        return result

    @api.model
    def _check_values(self, vals):
        if vals.keys() & {*rights.RIGHTS, "is_agent_only", "name"}:
            raise UserError(
                self.env._(
                    "Rights follow from the roles of a member. Choose a role, or tick "
                    "an option."
                )
            )

    def _check_same_person(self, vals):
        user_id = vals.get("user_id")
        if user_id and any(member.user_id.id != user_id for member in self):
            raise UserError(
                self.env._(
                    "A membership belongs to one person for good. Remove this one and "
                    "add the other person."
                )
            )

    def action_remove(self):
        """Remove from the company; what they wrote keeps its author."""
        return self.action_archive()

    def _held_conversations(self):
        self.ensure_one()
        # sudo: discuss.channel - all that this member holds, whoever removes them
        return (
            self.env["discuss.channel"]
            .sudo()
            .search(
                [
                    ("pact_agent_id", "=", self.user_id.id),
                    ("pact_company_id", "=", self.company_id.id),
                    ("pact_state", "=", "in_progress"),
                ]
            )
        )

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command

from ..rules import rights


class PactMember(models.Model):
    """One user in one company: what they may do there, and in which teams."""

    _name = "pact.member"
    _description = "Member"
    _inherit = ["pact.owned"]
    _rec_name = "user_id"
    _order = "company_id, role desc, id"
    _check_company_auto = True
    _right_to_read = "may_answer"

    user_id = fields.Many2one("res.users", required=True, index=True)
    role = fields.Selection(selection="_selection_role", required=True, default="agent")
    active = fields.Boolean(default=True)
    team_ids = fields.Many2many("pact.team", string="Teams", check_company=True)
    may_answer = fields.Boolean(compute="_compute_rights", store=True)
    may_read_others = fields.Boolean(compute="_compute_rights", store=True)
    may_end_others = fields.Boolean(compute="_compute_rights", store=True)
    may_configure = fields.Boolean(compute="_compute_rights", store=True)

    _user_company_uniq = models.UniqueIndex(
        "(user_id, company_id)", "This person already is a member of the company."
    )

    @api.model
    def _selection_role(self):
        names = {
            "agent": self.env._("Agent"),
            "administrator": self.env._("Administrator"),
        }
        return [(role, names[role]) for role in rights.ROLES]

    @api.depends("role")
    def _compute_rights(self):
        for member in self:
            for right in rights.RIGHTS:
                member[right] = rights.is_granted(member.role, right)

    @api.constrains("user_id", "company_id", "active")
    def _check_user(self):
        for member in self.filtered("active"):
            # sudo: res.users - who configures a team need not read user records
            user = member.user_id.sudo()
            if user.share or not user.active:
                raise UserError(
                    self.env._(
                        "This person has no access to the back office. Choose an "
                        "internal user."
                    )
                )

    def _check_company_of_user(self):
        """Refuse to enlist somebody whom Odoo has not let into the company."""
        for member in self:
            # sudo: res.users - to which companies a person belongs
            if member.company_id not in member.user_id.sudo().company_ids:
                raise UserError(
                    self.env._(
                        "This person has no access to %(company)s yet. A settings "
                        "administrator gives it, on the form of the user.",
                        company=member.company_id.name,
                    )
                )

    @api.model
    def _mine(self):
        """Return the asking user's own memberships."""
        # Record rules are evaluated with archived records in sight: ask for active.
        # sudo: pact.member - the answer is only about the person who asks
        return self.sudo().search_fetch(
            [
                ("user_id", "=", self.env.uid),
                ("active", "=", True),
                # What Odoo itself withdrew opens nothing either.
                ("user_id.share", "=", False),
                ("company_id.user_ids", "in", [self.env.uid]),
            ],
            ["company_id", *rights.RIGHTS],
        )

    @api.model
    def _companies_where(self, right):
        """Return the companies in which the asking user holds ``right`` now."""
        return self._mine().filtered(right).company_id.sudo(False)

    @api.model_create_multi
    def create(self, vals_list):
        members = super().create(vals_list)
        members._check_company_of_user()
        members._refresh_access(members.user_id)
        return members

    def write(self, vals):
        self._check_same_person(vals)
        before = {member: member._rights() for member in self}
        result = super().write(vals)
        if {"role", "active"} & vals.keys():
            self._refresh_access(self.user_id)
            narrowed = self.filtered(lambda m: rights.lost(before[m], m._rights()))
            narrowed._close_doors()
        return result

    def unlink(self):
        users = self.user_id
        self.active = False
        result = super().unlink()
        self._refresh_access(users)
        return result

    def _check_same_person(self, vals):
        user_id = vals.get("user_id")
        if user_id and any(member.user_id.id != user_id for member in self):
            raise UserError(
                self.env._(
                    "A membership belongs to one person for good. Remove this one and "
                    "add the other person."
                )
            )

    def _rights(self):
        """Return the rights held now; somebody removed holds none."""
        self.ensure_one()
        return {right for right in rights.RIGHTS if self.active and self[right]}

    def action_remove(self):
        """Remove from the company; what they wrote keeps its author."""
        return self.action_archive()

    def _close_doors(self):
        """Return what they may no longer hold to the queue; end their open sessions.

        An open websocket asks for its session before it delivers anything, so the
        first message after this moment already finds the door shut.
        """
        for member in self:
            if "may_answer" not in member._rights():
                member._held_conversations()._pact_release(reason="removed")
        # sudo: res.users - the counter is part of the session token, nobody reads it
        for user in self.user_id.sudo():
            user.pact_access_count += 1
        # Another thread may remember the old token until this is committed.
        self.env.cr.postcommit.add(self.env.registry.clear_cache)

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

    def _refresh_access(self, users):
        """Derive the groups of ``users`` from the memberships they have left.

        Groups open menus and models only; data is opened by the membership itself.
        """
        self._forget_answers()
        agent = self.env.ref("pact_team.pact_team_group_agent")
        administrator = self.env.ref("pact_team.pact_team_group_administrator")
        # sudo: pact.member - groups follow from all companies, not only the visible one
        members = self.sudo().search(
            [("user_id", "in", users.ids), ("active", "=", True)]
        )
        # sudo: res.users - groups are derived here and nowhere else
        for user in users.sudo():
            held = members.filtered(lambda member, user=user: member.user_id == user)
            wanted = {
                agent: any(held.mapped("may_answer")),
                administrator: any(held.mapped("may_configure")),
            }
            commands = [
                Command.link(group.id) if is_wanted else Command.unlink(group.id)
                for group, is_wanted in wanted.items()
                if (group in user.group_ids) != is_wanted
            ]
            if commands:
                user.write({"group_ids": commands})

    @api.model
    def _forget_answers(self):
        """Let what membership opens be asked anew within this transaction too."""
        self.env["discuss.channel"].invalidate_model(["pact_is_readable"])
        for model in self.env.values():
            if not model._abstract and "is_configurable" in model._fields:
                model.invalidate_model(["is_readable", "is_configurable"])

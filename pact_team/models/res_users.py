from odoo import api, fields, models

from ..providers import PROVIDERS


class ResUsers(models.Model):
    _inherit = "res.users"

    # Part of the session token. Empty until somebody is removed for the first time:
    # an empty column leaves the tokens of running sessions as they were.
    pact_access_count = fields.Integer(
        string="Times access was withdrawn", groups=fields.NO_ACCESS, copy=False
    )

    # Made by an invitation, and by nobody else: such an account may be reopened by one.
    pact_invited = fields.Boolean(groups=fields.NO_ACCESS, copy=False)
    pact_member_ids = fields.One2many(
        "pact.member", "user_id", string="Memberships", groups=fields.NO_ACCESS
    )
    # Computed, so that one transaction asks once and still sees what it changes.
    pact_open_member_ids = fields.Many2many(
        "pact.member",
        string="Memberships that count",
        compute="_compute_pact_open_member_ids",
        groups=fields.NO_ACCESS,
    )

    @api.depends(
        "share", "company_ids", "pact_member_ids.active", "pact_member_ids.company_id"
    )
    def _compute_pact_open_member_ids(self):
        """Ask the database, never a form: unsaved memberships open nothing."""
        for user in self:
            user.pact_open_member_ids = self.env["pact.member"]._open_to(user._origin)

    def _get_session_token_fields(self):
        return super()._get_session_token_fields() | {"pact_access_count"}

    def write(self, vals):
        result = super().write(vals)
        if {"active", "group_ids", "company_ids"} & vals.keys():
            self._pact_end_memberships()
        return result

    def _pact_end_memberships(self):
        """End the memberships for which Odoo no longer lets these people in."""
        # sudo: pact.member - who has left Odoo, or a company in it, has left here too
        members = self.env["pact.member"].sudo().search([("user_id", "in", self.ids)])
        members.filtered(
            lambda member: (
                not member.user_id.active
                or member.user_id.share
                or member.company_id not in member.user_id.company_ids
            )
        ).active = False

    def _init_store_data(self, store):
        super()._init_store_data(store)
        mine = self.env["pact.member"]._mine()
        if mine:
            store.add_global_values(
                pact_is_agent=bool(mine.filtered("may_answer")),
                pact_company_ids=mine.company_id.ids,
                pact_company_names={
                    company.id: company.name for company in mine.company_id
                },
                pact_tagging_company_ids=mine.filtered(
                    "may_use_templates"
                ).company_id.ids,
                pact_assigning_company_ids=mine.filtered("may_assign").company_id.ids,
                pact_networks={
                    code: provider.named_limits()
                    for code, provider in PROVIDERS.items()
                },
            )

        # Customers and guests come by here too.
        canned = self.env["mail.canned.response"]
        if canned.has_access("read") and canned.search_count([], limit=1):
            store.add_global_values(hasCannedResponses=True)

    def _pact_teams(self):
        """Return the teams the asking user works in, whatever their company."""
        teams = self.env["pact.member"]._mine().team_ids.filtered("active")
        return [
            {
                "id": team.id,
                "name": team.name,
                "color": team.color,
                "company_id": team.company_id.id,
            }
            for team in teams.sorted()
        ]

from odoo import api, models

# What decides about what somebody is given.
DECISIVE = frozenset(
    {
        "active",
        "calendar_id",
        "grant_ids",
        "in_all_teams",
        "max_open",
        "option_ids",
        "role_ids",
        "team_ids",
    }
)


class PactMember(models.Model):
    """Whoever comes, or may hold more, is given what waits."""

    _inherit = "pact.member"

    @api.model_create_multi
    def create(self, vals_list):
        members = super().create(vals_list)
        self.env["pact.team"]._wake_decider_in(members.company_id)
        return members

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & DECISIVE:
            self.env["pact.team"]._wake_decider_in(self.company_id)
        return result

    def _came(self):
        super()._came()
        self.env["pact.team"]._wake_decider_in(self.company_id)

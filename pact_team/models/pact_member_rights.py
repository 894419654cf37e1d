from odoo import fields, models

from ..rules import rights


class PactMember(models.Model):
    """Which rights a member has, and where each comes from."""

    _inherit = "pact.member"

    rights_table = fields.Html(
        string="Effective rights", compute="_compute_rights_table", sanitize=False
    )

    def _compute_rights_table(self):
        catalogue = self.env["pact.right"]._of(rights.RIGHTS)
        for member in self:
            sources = member._sources()
            values = {
                "rows": [(right, sources.get(right.code, [])) for right in catalogue],
                "teams": member.team_ids,
            }
            member.rights_table = self.env["ir.qweb"]._render(
                "pact_team.member_rights", values
            )

    def _sources(self):
        """Return ``{right: names of the roles, options and grants that give it}``."""
        self.ensure_one()
        found = {}
        for role in self._current_roles():
            for right in role._granted():
                found.setdefault(right, []).append(role.name)
        for option in self._current_options():
            if option.code in self._effective():
                found.setdefault(option.code, []).append(self.env._("Option"))
        return found

    def action_preview(self):
        """Show what this person would see, as counts."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("What %(name)s sees", name=self.name),
            "res_model": "pact.member.preview",
            "view_mode": "form",
            "target": "new",
            "context": {"default_member_id": self.id},
        }

    def _rights_depend_on(self):
        paths = ["role_ids.option_ids", "option_ids", "grant_ids.state"]
        for path in ("role_ids", "grant_ids.role_id"):
            paths += [f"{path}.{right}" for right in rights.RIGHTS]
        return paths

    def _effective(self):
        self.ensure_one()
        roles = self._current_roles()
        pairs = [(role._granted(), role._allowed()) for role in roles]
        return rights.effective(pairs, self._current_options().mapped("code"))

    def _current_grants(self):
        return self.grant_ids.filtered(lambda grant: grant.state == "current")

    def _current_roles(self):
        return self.role_ids | self._current_grants().role_id

    def _current_options(self):
        return self.option_ids | self._current_grants().right_id

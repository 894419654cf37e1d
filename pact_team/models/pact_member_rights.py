from odoo import api, fields, models
from odoo.tools import format_datetime

from ..rules import rights


class PactMember(models.Model):
    """Which rights a member has, and where each comes from."""

    _inherit = "pact.member"

    rights_table = fields.Html(
        string="Effective rights", compute="_compute_rights_table", sanitize=False
    )

    @api.depends_context("uid", "lang", "tz")
    def _compute_rights_table(self):
        for member in self:
            member.rights_table = member._origin._render_rights()

    def _render_rights(self):
        """Explain the rights, to who decides about them and to who has them."""
        if not self or not (self.is_configurable or self.user_id == self.env.user):
            return False
        # sudo: pact.member - one's own grants are explained to oneself as well
        member = self.sudo()
        return self.env["ir.qweb"]._render(
            "pact_team.member_rights",
            {"areas": member._explained_areas(), "teams": member._explained_teams()},
        )

    def _explained_areas(self):
        """Return the rights area by area, those held first, each with its sources."""
        sources = self._sources()
        catalogue = self.env["pact.right"]._of(rights.RIGHTS)
        areas = []
        for area, name in catalogue._fields["area"]._description_selection(self.env):
            rows = [
                {"right": right, "sources": sources.get(right.code, [])}
                for right in catalogue.filtered(lambda one, area=area: one.area == area)
            ]
            rows.sort(key=lambda row: not row["sources"])
            held = sum(bool(row["sources"]) for row in rows)
            areas.append({"name": name, "rows": rows, "held": held})
        return areas

    def _explained_teams(self):
        lent = {
            grant.team_id: self._until(grant)
            for grant in self._current_grants()
            if grant.is_team_added
        }
        return [
            {"team": team, "until": lent.get(team)} for team in self.team_ids.sorted()
        ]

    def _sources(self):
        """Return ``{right: [{kind, name, until}]}``: what gives it, and how long."""
        self.ensure_one()
        found = {}
        for role, until in self._roles_held():
            for right in role._granted():
                source = {"kind": "role", "name": role.name, "until": until}
                found.setdefault(right, []).append(source)
        effective = self._effective()
        for option, until in self._options_held():
            if option.code in effective:
                source = {"kind": "option", "until": until}
                found.setdefault(option.code, []).append(source)
        return found

    def _roles_held(self):
        lent = self._current_grants().filtered("role_id")
        yield from ((role, None) for role in self.role_ids)
        yield from ((grant.role_id, self._until(grant)) for grant in lent)

    def _options_held(self):
        lent = self._current_grants().filtered("right_id")
        yield from ((option, None) for option in self.option_ids)
        yield from ((grant.right_id, self._until(grant)) for grant in lent)

    def _until(self, grant):
        return format_datetime(self.env, grant.date_to, dt_format="short")

    def action_preview(self):
        """Show what this person would see, as counts."""
        self.ensure_one()
        self.check_access("write")
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
        return self._rights_of(self._current_roles(), self._current_options())

    def _administers_for_good(self):
        """Return whether they configure the company, and not for a while only."""
        self.ensure_one()
        # sudo: pact.member - who administers a company, whoever asks
        member = self.sudo()
        lasting = self._rights_of(member.role_ids, member.option_ids)
        return member.active and "may_configure" in lasting

    @api.model
    def _rights_of(self, roles, options):
        pairs = [(role._granted(), role._allowed()) for role in roles]
        return rights.effective(pairs, options.mapped("code"))

    def _current_grants(self):
        return self.grant_ids.filtered(lambda grant: grant.state == "current")

    def _current_roles(self):
        return self.role_ids | self._current_grants().role_id

    def _current_options(self):
        return self.option_ids | self._current_grants().right_id

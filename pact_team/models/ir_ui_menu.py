from odoo import models


class IrUiMenu(models.Model):
    _inherit = "ir.ui.menu"

    def _load_menus_blacklist(self):
        """Keep the list of teams for administrators, where teams are used at all.

        A menu that names two groups is shown to whoever has one of them.
        """
        hidden = super()._load_menus_blacklist()
        if not self.env.user.has_group("pact_team.pact_team_group_administrator"):
            teams = self.env.ref("pact_team.pact_team_menu", raise_if_not_found=False)
            hidden += teams.ids if teams else []
        return hidden

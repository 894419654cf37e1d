from odoo import models


class PactTeam(models.Model):
    """Why a team gives nothing by itself."""

    _inherit = "pact.team"

    def _why_not_by_itself(self, member=None):
        """Return why it does not, and what ``member``, if any, may do instead."""
        if self._gives_by_itself():
            return self.env._("This team gives nothing by itself at the moment.")
        is_dispensed = self.method == "dispenser"
        if member and not (member.may_dispense if is_dispensed else member.may_take):
            return self.env._(
                "This team gives nothing by itself, and taking what waits is not among "
                "the rights of this membership."
            )
        return self.env["pact.member"]._why_rules()[self.method]

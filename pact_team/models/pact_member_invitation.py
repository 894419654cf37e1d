from odoo import models


class PactMember(models.Model):
    """Whoever leaves the company may be invited to it again."""

    _inherit = "pact.member"

    def write(self, vals):
        result = super().write(vals)
        if "active" in vals and not vals["active"]:
            self._free_addresses()
        return result

    def _free_addresses(self):
        # sudo: pact.invitation - follows from the removal, whoever did that
        self.env["pact.invitation"].sudo().search(
            [("member_id", "in", self.ids), ("is_over", "=", False)]
        ).is_over = True

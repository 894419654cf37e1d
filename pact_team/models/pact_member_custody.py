from odoo import api, models


class PactMember(models.Model):
    """Who may be given a conversation."""

    _inherit = "pact.member"

    @api.model
    def _able_to_answer(self, company):
        """Return the members who may hold conversations of ``company``, under sudo."""
        # sudo: pact.member - who could take over, whoever may see the members
        return self.sudo().search(
            [
                ("company_id", "=", company.id),
                ("may_answer", "=", True),
                ("active", "=", True),
                ("user_id.active", "=", True),
                ("user_id.share", "=", False),
            ]
        )

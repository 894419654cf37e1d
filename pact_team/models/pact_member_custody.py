from odoo import api, models


class PactMember(models.Model):
    """Who may be given a conversation, and who may stay in a colleague's."""

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

    def _leave_joined(self):
        """Take out of colleagues' conversations who may no longer be in them."""
        # sudo: discuss.channel.member - whoever changes rights sees no conversation
        Joined = self.env["discuss.channel.member"].sudo()
        for member in self.filtered(lambda one: not one._may_join()):
            Joined.search(
                [
                    ("partner_id", "=", member.user_id.partner_id.id),
                    ("channel_id.pact_company_id", "=", member.company_id.id),
                    ("channel_id.pact_agent_id", "!=", member.user_id.id),
                ]
            )._pact_leave()

    def _may_join(self):
        return {"may_answer", "may_read_others", "may_assign"} <= self._rights()

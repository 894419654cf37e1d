from odoo import api, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..rules import phone

FEW = 8
SHORTEST_SEARCH = 2


class ResPartner(models.Model):
    """Whom a conversation may be started with, and at which number."""

    _inherit = "res.partner"

    def action_pact_start_conversation(self):
        """Open the panel for starting a conversation with this contact."""
        return {
            "type": "ir.actions.client",
            "tag": "pact_team.start_conversation",
            "target": "new",
            "params": {"partner_id": self.ensure_one().id},
        }

    @api.model
    def _pact_customers(self, company):
        """Return which contacts are customers of ``company``, and not colleagues."""
        is_colleague = Domain("user_ids", "!=", False) & Domain(
            "user_ids.share", "=", False
        )
        return Domain("company_id", "in", [company.id, False]) & ~is_colleague

    @api.model
    def _pact_find_customers(self, typed, company):
        """Return the first contacts with that name or number the asker may read."""
        if len(typed) < SHORTEST_SEARCH:
            return self.browse()
        named = Domain("display_name", "ilike", typed)
        return self.with_context(pact_by_number=True).search_fetch(
            named & self._pact_customers(company),
            ["name", "phone_sanitized"],
            limit=FEW,
        )

    @api.model
    def _pact_customer(self, partner_id, company):
        """Return the contact, if the asking user may start a conversation with them.

        :raise UserError: if they may not
        """
        partner = self.browse(partner_id).exists()
        try:
            partner.check_access("read")
        except AccessError:
            partner = self.browse()
        if not partner.filtered_domain(Domain("company_id", "in", [company.id, False])):
            raise UserError(
                self.env._("This contact cannot be reached from here. Choose another.")
            )
        self._pact_refuse_as_customer(partner)
        return partner

    @api.model
    def _pact_refuse_as_customer(self, partner):
        # sudo: res.users - whether a contact is a colleague
        if any(not user.share for user in partner.sudo().user_ids):
            raise UserError(
                self.env._(
                    "%(name)s works here. Write to them in Discuss.", name=partner.name
                )
            )
        if not partner.active:
            raise UserError(
                self.env._(
                    "%(name)s is archived. Restore the contact first.",
                    name=partner.name,
                )
            )

    def _pact_number(self):
        """Return the number of the contact as networks know it, or None."""
        return phone.read(self.phone_sanitized or self.phone or "", self._pact_region())

    def _pact_region(self):
        country = self.country_id or self.env.company.country_id
        return country.code or None

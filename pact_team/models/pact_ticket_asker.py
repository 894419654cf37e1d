from zoneinfo import ZoneInfo

from odoo import api, models
from odoo.fields import Domain

OF_USER = ("company_id", "partner_id", "share")
OF_PARTNER = (
    "name",
    "email",
    "phone",
    "tz",
    "partner_share",
    "commercial_partner_id",
    "pact_is_responsible",
)
OF_COMPANY = (
    "name",
    "email",
    "partner_id",
    "alias_domain_id",
    "resource_calendar_id",
    "pact_general_team_id",
    "pact_ticket_mode",
    "pact_ticket_team_id",
    "pact_ticket_days",
    "pact_ticket_is_held",
    "pact_ticket_reopens",
    "pact_ticket_sequence_id",
    "pact_ticket_received_template_id",
)


class PactTicket(models.Model):
    """Who asks in the portal: for which customer, in which company, by which clock.

    They have no right to the model: each door gives, under sudo, only what is in
    ``_customer_domain``.
    """

    _inherit = "pact.ticket"

    @api.model
    def _read_who_asks(self):
        """Read only the columns of user, contact and company that these pages need.

        Else Odoo reads all; of a company, fifty more.
        """
        user = self.env.user
        user.fetch(OF_USER)
        user.partner_id.fetch(OF_PARTNER)
        user.company_id.fetch(OF_COMPANY)
        user.company_id.resource_calendar_id.fetch(["tz"])

    @api.model
    def _customer_company(self):
        """Return the company that the asking user files requests with."""
        return self.env.user.company_id

    @api.model
    def _is_for_customer(self):
        """Return whether the asking user may file and follow requests."""
        user = self.env.user
        return user._is_portal() and user.partner_id.pact_is_responsible

    @api.model
    def _customer_domain(self):
        """Return all that the company of the asking user ever filed, or nothing."""
        if not self._is_for_customer():
            return Domain.FALSE
        customer = self.env.user.partner_id.commercial_partner_id
        return Domain("commercial_partner_id", "=", customer.id) & Domain(
            "company_id", "=", self._customer_company().id
        )

    @api.model
    def _zone_of_customer(self):
        """Return by which clock the asking customer reads what happened when."""
        return ZoneInfo(self.env.user.tz or self._customer_company()._pact_tz())

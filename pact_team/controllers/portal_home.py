from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal


class PortalHome(CustomerPortal):
    """The entry of the portal under which customers find what they filed."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        tickets = request.env["pact.ticket"]
        if "pact_request_count" in counters:
            tickets._read_who_asks()
            if tickets._is_for_customer():
                values["pact_request_count"] = tickets._counts_of_customer()["open"]
        return values

    def _prepare_portal_layout_values(self):
        values = super()._prepare_portal_layout_values()
        tickets = request.env["pact.ticket"]
        return values | {"pact_is_responsible": tickets._is_for_customer()}

from odoo.http import request

from odoo.addons.portal.controllers.portal import CustomerPortal


class PortalHome(CustomerPortal):
    """The entry of the portal under which customers find what they filed."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "pact_request_count" in counters:
            count = request.env["pact.ticket"]._open_count_of_customer()
            if count is not None:
                values["pact_request_count"] = count
        return values

    def _prepare_portal_layout_values(self):
        values = super()._prepare_portal_layout_values()
        tickets = request.env["pact.ticket"]
        return values | {"pact_is_responsible": tickets._is_for_customer()}

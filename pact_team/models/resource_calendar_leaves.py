from odoo import models


class ResourceCalendarLeaves(models.Model):
    """Whoever is back from time off, earlier than they were to be, is given what waits.

    Of what ends as planned the decider knows by the clock, each minute.
    """

    _inherit = "resource.calendar.leaves"

    def write(self, vals):
        companies = self._pact_companies_of_members()
        result = super().write(vals)
        self.env["pact.team"]._wake_decider_in(companies)
        return result

    def unlink(self):
        companies = self._pact_companies_of_members()
        result = super().unlink()
        self.env["pact.team"]._wake_decider_in(companies)
        return result

    def _pact_companies_of_members(self):
        """Return where those whose time off it is answer customers."""
        # sudo: resource.calendar.leaves - whether they answer, whoever enters it
        resources = self.sudo().resource_id
        members = resources.env["pact.member"]
        return members.search([("user_id", "in", resources.user_id.ids)]).company_id

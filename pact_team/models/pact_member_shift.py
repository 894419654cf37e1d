from odoo import models


class PactMember(models.Model):
    """Who is expected at work."""

    _inherit = "pact.member"

    def _on_shift(self, now):
        """Return those whose working hours include ``now``, in UTC, naive."""
        return self

    def _on_leave(self, now):
        """Return those who have time off at ``now``, in UTC, naive."""
        return self.browse()

from odoo import api, models
from odoo.exceptions import AccessError


class DiscussChannel(models.Model):
    """Giving somebody more than their maximum: decided, and written down."""

    _inherit = "discuss.channel"

    def _pact_may_force(self):
        """Return whether the asking user may go beyond somebody's maximum here."""
        return self.pact_company_id in self._pact_assigning()

    @api.model
    def _pact_is_beyond(self, member, rooms):
        """Return whether it seems that only a maximum keeps it from ``member``."""
        return member.availability == "available" and rooms[member.id]["is_full"]

    def _pact_read_force(self, values):
        """Return whether somebody decided to go beyond a maximum.

        :raise AccessError: if that is not theirs to decide
        """
        is_forced = values.get("is_forced") is True
        if is_forced and not self._pact_may_force():
            raise AccessError(
                self.env._(
                    "Your roles do not let you give somebody more than their maximum. "
                    "Choose somebody else, or ask a supervisor."
                )
            )
        return is_forced

from odoo import models


class PactTicket(models.Model):
    """What stands on paper of a request: what the customer was told, and no more."""

    _inherit = "pact.ticket"

    def _file_names_told(self, message):
        """Return the names of its files, hiding what the asking user may not open."""
        # sudo: ir.attachment - their names, but of those that are not for whoever asks
        files = message.sudo().attachment_ids.sorted("id")
        closed = files.browse()
        if not self._is_for_customer():
            closed = files._pact_closed_to(self.env.user)
        hidden = files._pact_confidential_name()
        return [hidden if one in closed else one.name for one in files]

from odoo import models


class PactCorrespondence(models.Model):
    """What a recipient will read, before anything is sent."""

    _inherit = "pact.correspondence"

    def _fill_for(self, partner):
        """Return the template as ``partner`` gets it: for the preview as for sending.

        :raise UserError: if a blank would stay empty
        """
        values = {
            blank.variable_id._key(): blank._value(partner) for blank in self.blank_ids
        }
        return self.template_id._fill(partner, self.user_id, values)

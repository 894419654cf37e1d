from odoo import models
from odoo.exceptions import UserError


class IrAttachment(models.Model):
    """Staff says which files of a request are confidential."""

    _inherit = "ir.attachment"

    def action_pact_close(self):
        """Make files confidential, as whoever may change their request."""
        self._pact_of_changeable().pact_is_confidential = True
        return True

    def action_pact_open(self):
        """Open files to all who read the request, as whoever may open them."""
        self._pact_of_changeable().pact_is_confidential = False
        return True

    def _pact_of_changeable(self):
        """Return the files under sudo, if their requests may be changed.

        :raise AccessError: if the asking user may not read one, nor change its request
        """
        self.check_access("read")
        # sudo: ir.attachment - its request was asked
        files = self.sudo()
        if any(one.res_model != "pact.ticket" or one.res_field for one in files):
            raise UserError(self.env._("Choose files of a request."))
        tickets = self.env["pact.ticket"].browse(set(files.mapped("res_id")))
        tickets.check_access("write")
        return files

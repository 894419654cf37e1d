from odoo import models
from odoo.exceptions import AccessError


class IrAttachment(models.Model):
    _inherit = "ir.attachment"

    def _check_access(self, operation):
        """What was sent in a conversation stays as it was sent, files included."""
        result = super()._check_access(operation)
        kept = self._pact_in_conversations() if operation != "read" else self.browse()
        if self.env.su or not kept:
            return result
        forbidden = kept | result[0] if result else kept
        return forbidden, lambda: AccessError(self._pact_sentence())

    def _delete_and_notify(self, message=None):
        """Core deletes here under sudo, for whoever once uploaded the file."""
        if self._pact_in_conversations():
            raise AccessError(self._pact_sentence())
        return super()._delete_and_notify(message)

    def _pact_sentence(self):
        return self.env._("What was sent in a conversation stays as it was sent.")

    def _pact_in_conversations(self):
        # sudo: ir.attachment - on which document these files hang
        files = self.sudo().filtered(lambda one: one.res_model == "discuss.channel")
        found = self.env["mail.message"]._pact_among(files.mapped("res_id"))
        return files.filtered(lambda one: one.res_id in found.ids).sudo(False)

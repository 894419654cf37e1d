from odoo import models
from odoo.exceptions import AccessError


class IrAttachment(models.Model):
    """A file that was sent with a request stays as it was sent."""

    _inherit = "ir.attachment"

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if self.env.su or operation not in ("write", "unlink"):
            return result
        return self._pact_forbid(
            result, self._pact_in_requests(), self._pact_in_request_sentence
        )

    def _delete_and_notify(self, message=None):
        if self._pact_in_requests():
            raise AccessError(self._pact_in_request_sentence())
        return super()._delete_and_notify(message)

    def _pact_in_request_sentence(self):
        return self.env["mail.message"]._pact_said_sentence()

    def _pact_in_requests(self):
        """Return those that were sent to a customer, or by one."""
        # sudo: ir.attachment - on which document these files hang
        files = self.sudo().filtered(lambda one: one.res_model == "pact.ticket")
        if not files:
            return self.browse()
        # sudo: mail.message - in which messages these files are
        said = self.env["mail.message"].sudo()
        said = said.search(
            [
                ("model", "=", "pact.ticket"),
                ("res_id", "in", files.mapped("res_id")),
                ("attachment_ids", "in", files.ids),
            ]
        ).filtered(lambda one: one._pact_is_said_in_request())
        return (files & said.attachment_ids).sudo(False)

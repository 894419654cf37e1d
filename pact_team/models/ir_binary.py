from PIL import Image

from odoo import models
from odoo.exceptions import AccessError, UserError


class IrBinary(models.AbstractModel):
    """A link to a confidential file opens it for whoever may open it, and nobody else.

    Links with a token would: they are given to whoever may read a file at that time.
    """

    _inherit = "ir.binary"

    def _find_record(self, *args, **kwargs):
        record = super()._find_record(*args, **kwargs)
        is_file = record._name == "ir.attachment"
        if is_file and record._pact_closed_to(self.env.user):
            raise AccessError(record._pact_confidential_sentence())
        return record

    def _get_image_stream_from(self, record, *args, **kwargs):
        """Show the usual stand-in for a picture that is broken, or far too large."""
        try:
            return super()._get_image_stream_from(record, *args, **kwargs)
        except (Image.DecompressionBombError, OSError) as error:
            raise UserError(
                self.env._("This picture cannot be shown. Download the file.")
            ) from error

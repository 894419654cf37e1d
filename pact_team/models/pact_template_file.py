import base64

from odoo import api, fields, models

from ..rules import template as template_rule

MEGABYTE = 1_000_000


class PactTemplate(models.Model):
    """The picture, video or document in a header: an example, and what is sent."""

    _inherit = "pact.template"

    header_file = fields.Binary(
        string="Header file",
        compute="_compute_header_file",
        inverse="_inverse_header_file",
        help="The network sees it as the example, and customers as the header.",
    )
    header_filename = fields.Char(
        compute="_compute_header_file", inverse="_inverse_header_filename"
    )

    header_limits = fields.Char(
        string="What the network takes", compute="_compute_header_limits"
    )

    @api.depends("header_kind", "inbox_choice")
    @api.depends_context("lang")
    def _compute_header_limits(self):
        for template in self:
            template.header_limits = template._files_taken()

    def _files_taken(self):
        """Return in words which files a header of this kind may show."""
        # sudo: pact.inbox - which network it is
        inbox = self.inbox_id.sudo()
        if self.header_kind not in template_rule.FILES or not inbox:
            return ""
        limits = inbox._provider().media_limits
        # Of what is no picture, video or sound, any file is a document.
        kinds = sorted(
            mime_type.partition("/")[2].upper()
            for mime_type, (kind, _size) in limits.items()
            if mime_type and kind == self.header_kind
        )
        [size] = {size for kind, size in limits.values() if kind == self.header_kind}
        return self.env._(
            "%(kinds)s, up to %(size)s MB",
            kinds=", ".join(kinds) or self.env._("any file"),
            size=size // MEGABYTE,
        )

    @api.depends("header_attachment_id")
    @api.depends_context("bin_size")
    def _compute_header_file(self):
        for template in self:
            # Never what a form names: only what was uploaded here is shown.
            file = template._origin.header_attachment_id
            template.header_file = file.datas
            template.header_filename = file.name

    def _inverse_header_file(self):
        for template in self:
            # sudo: pact.template - a file uploaded by whoever may change it
            template.sudo().header_attachment_id = template._new_header_file()

    def _inverse_header_filename(self):
        for template in self.filtered("header_attachment_id"):
            # sudo: ir.attachment - the name of this template's own file
            template.header_attachment_id.sudo().name = template.header_filename

    def _new_header_file(self):
        # sudo: ir.attachment - hangs on the template, and is opened with it
        files = self.env["ir.attachment"].sudo()
        if not self.header_file:
            return files.browse()
        return files.create(
            {
                "name": self.header_filename or self.env._("File"),
                "raw": base64.b64decode(self.header_file),
                "res_model": self._name,
                "res_id": self.id,
            }
        )

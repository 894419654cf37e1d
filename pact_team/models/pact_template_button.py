from odoo import api, fields, models


class PactTemplateButton(models.Model):
    """What a customer may tap under a template."""

    _name = "pact.template.button"
    _description = "Button of a template"
    _inherit = ["pact.template.part"]
    _order = "template_id, sequence, id"
    _rec_name = "text"

    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        [
            ("quick_reply", "Quick reply"),
            ("url", "Link"),
            ("phone", "Call"),
            ("copy_code", "Copy a code"),
        ],
        required=True,
        default="quick_reply",
    )
    text = fields.Char(required=True)
    url = fields.Char(help="It may end in {{1}}, which is filled when it is sent.")
    phone = fields.Char()

    def _draft(self, samples, index):
        """Return it as it is proposed; ``samples`` are those of its template."""
        name = "code" if self.kind == "copy_code" else "1"
        return {
            "kind": self.kind,
            "text": self.text or "",
            "url": self.url or "",
            "phone": (self.phone or "").replace(" ", "").replace("-", ""),
            "example": samples.get(("button", index, name), ""),
        }

    @api.model_create_multi
    def create(self, vals_list):
        buttons = super().create(vals_list)
        buttons.template_id._check_editable()
        return buttons

    def write(self, vals):
        self.template_id._check_editable()
        return super().write(vals)

    def unlink(self):
        self.template_id._check_editable()
        return super().unlink()

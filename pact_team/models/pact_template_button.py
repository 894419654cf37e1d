from odoo import fields, models


class PactTemplateButton(models.Model):
    """What a customer may tap under a template."""

    _name = "pact.template.button"
    _description = "Button of a template"
    _order = "template_id, sequence, id"
    _rec_name = "text"

    template_id = fields.Many2one(
        "pact.template", required=True, index=True, ondelete="cascade"
    )
    is_readable = fields.Boolean(related="template_id.is_readable")
    is_configurable = fields.Boolean(related="template_id.is_configurable")
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

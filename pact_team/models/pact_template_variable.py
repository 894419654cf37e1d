from odoo import api, fields, models
from odoo.exceptions import ValidationError

PLACES = ["header", "body", "button"]


class PactTemplateVariable(models.Model):
    """A blank of a template, and with what it is filled when it is sent."""

    _name = "pact.template.variable"
    _description = "Blank of a template"
    _order = "template_id, place desc, button_index, id"
    _rec_name = "label"

    template_id = fields.Many2one(
        "pact.template", required=True, index=True, ondelete="cascade"
    )
    is_readable = fields.Boolean(related="template_id.is_readable")
    is_configurable = fields.Boolean(related="template_id.is_configurable")
    place = fields.Selection(
        [("header", "Header"), ("body", "Body"), ("button", "Button")], required=True
    )
    button_index = fields.Integer()
    name = fields.Char(required=True, help="As it stands between the braces.")
    source = fields.Selection(
        [
            ("contact", "Name of the contact"),
            ("agent", "Name of the agent"),
            ("company", "Name of the company"),
            ("subject", "Subject of the conversation"),
            ("free", "Written each time"),
        ],
        required=True,
        default="free",
    )
    label = fields.Char(help="What an agent is asked for.")
    sample = fields.Char(help="An example, which the network wants to see.")

    _place_uniq = models.UniqueIndex(
        "(template_id, place, COALESCE(button_index, 0), name)",
        "This blank stands here already.",
    )

    @api.constrains("name")
    def _check_name(self):
        for variable in self:
            if not variable.name.replace("_", "").isalnum():
                raise ValidationError(
                    self.env._("A blank is named with letters, digits and _ only.")
                )

    def _key(self):
        """Return the word under which a value for this blank is handed in."""
        index = f".{self.button_index}" if self.place == "button" else ""
        return f"{self.place}{index}:{self.name}"

    def _shown_label(self):
        """Return what an agent is asked for."""
        own = dict(self._fields["source"]._description_selection(self.env))
        fallback = self.name if self.source == "free" else own[self.source]
        return self.label or fallback

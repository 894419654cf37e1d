from odoo import api, fields, models
from odoo.exceptions import ValidationError

PLACES = ["header", "body", "button"]


class PactTemplateVariable(models.Model):
    """A blank of a template, and with what it is filled when it is sent."""

    _name = "pact.template.variable"
    _description = "Blank of a template"
    _inherit = ["pact.template.part"]
    _order = "template_id, place desc, button_index, id"
    _rec_name = "label"

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

    @api.model_create_multi
    def create(self, vals_list):
        blanks = super().create(vals_list)
        blanks._agree_with_text(blanks.template_id)
        return blanks.exists()

    def write(self, vals):
        result = super().write(vals)
        self._agree_with_text(self.template_id)
        return result

    def unlink(self):
        templates = self.template_id
        result = super().unlink()
        self._agree_with_text(templates)
        return result

    def _agree_with_text(self, templates):
        """A blank that nobody can fill, or that is missing, would stop a template."""
        if not self.env.su:
            templates._agree_with_text()

    def _binding(self):
        return {name: self[name] for name in ("source", "label", "sample")}

    def _where(self):
        return (self.place, self.button_index or 0, self.name)

    def _key(self):
        """Return the word under which a value for this blank is handed in."""
        index = f".{self.button_index}" if self.place == "button" else ""
        return f"{self.place}{index}:{self.name}"

    def _shown_label(self):
        """Return what an agent is asked for."""
        own = dict(self._fields["source"]._description_selection(self.env))
        fallback = self.name if self.source == "free" else own[self.source]
        return self.label or fallback

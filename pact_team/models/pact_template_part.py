from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import words


def storable(vals):
    """Return ``vals`` with its texts as a database takes them."""
    return {
        name: words.text(value) if isinstance(value, str) else value
        for name, value in vals.items()
    }


class PactTemplatePart(models.AbstractModel):
    """A line of a template: opened with it, and never moved to another one."""

    _name = "pact.template.part"
    _description = "Part of a template"

    template_id = fields.Many2one(
        "pact.template", required=True, index=True, ondelete="cascade"
    )
    is_readable = fields.Boolean(related="template_id.is_readable")
    is_configurable = fields.Boolean(related="template_id.is_configurable")

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([storable(vals) for vals in vals_list])

    def write(self, vals):
        template_id = vals.get("template_id")
        if template_id and any(one.template_id.id != template_id for one in self):
            raise UserError(self.env._("This belongs to its template for good."))
        return super().write(storable(vals))

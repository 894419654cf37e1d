from odoo import api, fields, models
from odoo.exceptions import UserError

from .pact_template_part import storable


class PactCorrespondenceBlank(models.Model):
    """What stands in one blank of the template: one text, or each contact's own."""

    _name = "pact.correspondence.blank"
    _description = "Blank of a correspondence"
    _order = "correspondence_id, variable_id"
    _rec_name = "label"

    correspondence_id = fields.Many2one(
        "pact.correspondence", required=True, index=True, ondelete="cascade"
    )
    is_readable = fields.Boolean(related="correspondence_id.is_readable")
    is_configurable = fields.Boolean(related="correspondence_id.is_configurable")
    variable_id = fields.Many2one(
        "pact.template.variable", required=True, ondelete="cascade"
    )
    label = fields.Char(compute="_compute_label", string="Blank")
    source = fields.Selection(
        [
            ("text", "The same text for all"),
            ("name", "Name of the contact"),
            ("first_name", "First name of the contact"),
            ("company", "Company of the contact"),
            ("city", "City of the contact"),
            ("ref", "Reference of the contact"),
        ],
        string="Filled with",
        required=True,
        default="text",
    )
    text = fields.Char()

    _variable_uniq = models.UniqueIndex(
        "(correspondence_id, variable_id)", "This blank stands here already."
    )

    @api.depends("variable_id")
    def _compute_label(self):
        for blank in self:
            variable = blank.variable_id
            blank.label = variable.label or variable.name

    @api.model_create_multi
    def create(self, vals_list):
        blanks = super().create([storable(vals) for vals in vals_list])
        blanks._check_draft()
        return blanks

    def write(self, vals):
        self._check_draft()
        self._check_stays(vals)
        return super().write(storable(vals))

    def unlink(self):
        self._check_draft()
        return super().unlink()

    def _check_stays(self, vals):
        """The rules ask only whose it was: nobody puts words into another's."""
        owner_id = vals.get("correspondence_id")
        if owner_id and any(one.correspondence_id.id != owner_id for one in self):
            raise UserError(self.env._("This belongs to its correspondence for good."))

    def _check_draft(self):
        if not self.env.su and set(self.correspondence_id.mapped("state")) - {"draft"}:
            raise UserError(
                self.env._("Its text is settled. Change it before it is prepared.")
            )

    def _value(self, partner):
        """Return what stands in this blank for ``partner``."""
        self.ensure_one()
        name = partner.name or ""
        return {
            "text": self.text,
            "name": name,
            "first_name": name.partition(" ")[0],
            "company": partner.commercial_company_name,
            "city": partner.city,
            "ref": partner.ref,
        }[self.source] or ""

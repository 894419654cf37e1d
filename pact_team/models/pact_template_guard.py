from odoo import api, models
from odoo.exceptions import UserError

from .pact_template_part import storable

# What the network, or our own work with it, says of a template: written by nobody.
TOLD = {
    "state": "draft",
    "reason": False,
    "quality": False,
    "uid": False,
    "previous_category": False,
    "coming_category": False,
    "coming_date": False,
    "is_supported": True,
    "is_changed": False,
    "work": False,
    "work_user_id": False,
    "change_dates": False,
    "replaces_id": False,
    "header_attachment_id": False,
}
# What the network has approved, word by word.
APPROVED = {
    "name",
    "inbox_id",
    "inbox_choice",
    "language",
    "category",
    "header_kind",
    "header_text",
    "body",
    "footer",
    "parameter_format",
}
# By what the network knows it: another one of these is another template.
FIXED = {"name", "inbox_id", "language", "category", "parameter_format"}
EDITABLE = ("draft", "rejected")


class PactTemplate(models.Model):
    """Nobody changes what was approved: what people see is what the network sends."""

    _inherit = "pact.template"

    @api.model_create_multi
    def create(self, vals_list):
        if not self.env.su:
            # Set one by one, as the context or somebody's defaults could say otherwise.
            vals_list = [self._with_inbox(vals) | TOLD for vals in vals_list]
        templates = super().create([storable(vals) for vals in vals_list])
        templates._agree_with_text()
        return templates

    @api.model
    def _with_inbox(self, vals):
        """Return ``vals`` with the inbox that was chosen by its name."""
        choice = vals.get("inbox_choice")
        known = dict(self._selection_inbox())
        inbox_id = int(choice) if choice in known else self._default_inbox().id
        if not vals.get("inbox_id") and not inbox_id:
            raise UserError(
                self.env._(
                    "A template belongs to an inbox. Ask an administrator to configure "
                    "one first."
                )
            )
        return {"inbox_id": inbox_id} | vals

    def write(self, vals):
        if not self.env.su:
            self._check_written(vals)
        result = super().write(storable(vals))
        if vals.keys() & {*APPROVED, "button_ids", "variable_ids"}:
            self._agree_with_text()
        return result

    def _check_deletable(self):
        super()._check_deletable()
        if self.filtered(lambda one: one.uid or one.work):
            raise UserError(
                self.env._(
                    "The network has this template. Delete it there first, or archive "
                    "it here."
                )
            )

    def _check_written(self, vals):
        if vals.keys() & TOLD.keys():
            raise UserError(
                self.env._("What the network says of a template is written by nobody.")
            )
        for template in self:
            template._check_change(template._changed_by(vals))

    def _changed_by(self, vals):
        """Return which of ``vals`` differ: a form sends along all that it shows."""
        named = vals.keys() & (APPROVED - {"inbox_choice"})
        was = self.read([*named], load=None)[0] if named else {}
        return {name for name in named if (was[name] or False) != (vals[name] or False)}

    def _check_change(self, changed):
        if not changed:
            return
        self._check_editable()
        # sudo: pact.template - the template it takes the place of, of the same owner
        if changed & FIXED and (self.uid or self.sudo().replaces_id):
            raise UserError(
                self.env._(
                    "The network knows this template by its name, language, category "
                    "and inbox. Duplicate it under another name to change them."
                )
            )
        # sudo: pact.template - that somebody changed it, which they just may
        self.sudo().is_changed = True

    def _check_editable(self):
        """Refuse to change what the network has approved, or looks at.

        :raise UserError: if it has, or if it is on its way there
        """
        if self.env.su:
            return
        if self.filtered("work"):
            raise UserError(
                self.env._(
                    "This template is on its way to the network. Wait for its answer."
                )
            )
        if self.filtered(lambda one: one.state not in EDITABLE):
            raise UserError(
                self.env._(
                    "What the network has approved stays as it is. Choose Change the "
                    "text: the new one is reviewed before it takes its place."
                )
            )

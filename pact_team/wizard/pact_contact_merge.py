from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class PactContactMerge(models.TransientModel):
    """Makes one contact of two who are the same person; that cannot be undone.

    Odoo's own merge does the work. Here it is opened for the customers of a company
    whom its administrators may edit, and for nobody who logs in.
    """

    _name = "pact.contact.merge"
    _description = "Two contacts who are the same person"

    contact_id = fields.Many2one("res.partner", required=True, string="Contact to keep")
    other_id = fields.Many2one("res.partner", required=True, string="Is the same as")

    @api.model
    def default_get(self, fields):
        """Begin with the contact that is open, or with the two that are marked."""
        values = super().default_get(fields)
        marked = self.env["res.partner"].browse(self.env.context.get("active_ids"))
        marked = marked.exists().sorted("id")
        if self.env.context.get("active_model") == "res.partner" and marked:
            values["contact_id"] = marked[0].id
            values["other_id"] = (marked[1:2] or marked.pact_same_partner_id).id
        return values

    def action_merge(self):
        """Let everything of the other contact go over to the one that is kept.

        :raise AccessError: unless the user administers both, and nobody logs in
        """
        self.ensure_one()
        self.check_access("read")
        contact, other = self.contact_id, self.other_id
        self._check_mergeable(contact, other)
        contact._pact_merge(other)
        form = self.env.ref("pact_team.res_partner_view_form_pact_client")
        return {
            "type": "ir.actions.act_window",
            "res_model": "res.partner",
            "res_id": contact.id,
            "views": [(form.id, "form")],
        }

    @api.model
    def _check_mergeable(self, contact, other):
        both = contact | other
        if len(both) < 2:
            raise UserError(self.env._("Choose the other contact of the same person."))
        if both - both._pact_mergeable():
            raise AccessError(
                self.env._(
                    "Only contacts of customers become one, by an administrator of "
                    "their company, and nobody who logs in here."
                )
            )
        if len(both.company_id) > 1:
            raise UserError(self.env._("Each company has contacts of its own."))

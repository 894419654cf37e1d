from odoo import api, models
from odoo.fields import Command


class PactTicketDialog(models.AbstractModel):
    """What the dialogs about requests share: what was ticked, and what is typed."""

    _name = "pact.ticket.dialog"
    _description = "Dialog about requests"
    _inherit = ["pact.owned"]
    _right_to_read = "may_answer"
    # Fields in which somebody types: tidied, whoever fills them.
    _typed = ()

    @api.model_create_multi
    def create(self, vals_list):
        # What the context says for it is tidied, too.
        said = self.default_get([*self._typed])
        return super().create([self._tidy(said | vals) for vals in vals_list])

    def write(self, vals):
        return super().write(self._tidy(vals))

    @api.model
    def _tidy(self, vals):
        """Return ``vals`` with what was typed as a database takes it."""
        return vals

    @api.model
    def default_get(self, fields):
        """Take what was ticked, or is open, and may be read."""
        values = super().default_get(fields)
        ticked = self.env.context.get("active_ids")
        if "ticket_ids" in fields and isinstance(ticked, list):
            found = self.env["pact.ticket"].search([("id", "in", ticked)], order="id")
            values |= self._of_ticked(found)
        return values

    @api.model
    def _of_ticked(self, tickets):
        return {
            "ticket_ids": [Command.set(tickets.ids)],
            "company_id": tickets[:1].company_id.id or self.env.company.id,
        }

    def _own_company(self):
        """Return its company, if the asking user answers customers there."""
        return self.company_id & self.env["pact.member"]._companies_where("may_answer")

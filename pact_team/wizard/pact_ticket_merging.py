from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Command


class PactTicketMerging(models.TransientModel):
    """Requests of one customer about the same matter, and the one that stays."""

    _name = "pact.ticket.merging"
    _description = "Merging requests"
    _inherit = ["pact.owned"]
    _right_to_read = "may_answer"

    ticket_ids = fields.Many2many("pact.ticket", string="Requests")
    kept_id = fields.Many2one(
        "pact.ticket", string="Stays", domain="[('id', 'in', ticket_ids)]"
    )

    @api.model
    def default_get(self, fields):
        """Take what was ticked and may be read; the oldest that is open stays."""
        values = super().default_get(fields)
        ticked = self.env.context.get("active_ids")
        if "ticket_ids" in fields and isinstance(ticked, list):
            tickets = self.env["pact.ticket"].search([("id", "in", ticked)], order="id")
            still_open = tickets.filtered(lambda one: one.state != "finished")
            values["ticket_ids"] = [Command.set(tickets.ids)]
            values["kept_id"] = (still_open or tickets)[:1].id
            values["company_id"] = tickets[:1].company_id.id or self.env.company.id
        return values

    def action_merge(self):
        """Merge the others into the one that stays, and go there."""
        self.ensure_one()
        self.check_access("write")
        if self.kept_id not in self.ticket_ids:
            raise UserError(self.env._("Choose several requests, and one that stays."))
        self.ticket_ids.action_merge(self.kept_id.id)
        return {
            "type": "ir.actions.act_window",
            "res_model": "pact.ticket",
            "res_id": self.kept_id.id,
            "views": [(False, "form")],
        }

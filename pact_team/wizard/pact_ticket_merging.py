from odoo import api, fields, models
from odoo.exceptions import UserError


class PactTicketMerging(models.TransientModel):
    """Requests of one customer about the same matter, and the one that stays."""

    _name = "pact.ticket.merging"
    _description = "Merging requests"
    _inherit = ["pact.ticket.dialog"]

    ticket_ids = fields.Many2many("pact.ticket", string="Requests")
    kept_id = fields.Many2one(
        "pact.ticket", string="Stays", domain="[('id', 'in', ticket_ids)]"
    )

    @api.model
    def _of_ticked(self, tickets):
        """The oldest that is open stays."""
        still_open = tickets.filtered(lambda one: one.state != "finished")
        return super()._of_ticked(tickets) | {"kept_id": (still_open or tickets)[:1].id}

    def action_merge(self):
        """Merge the others into the one that stays, and go there."""
        self.ensure_one()
        self.check_access("write")
        if self.kept_id not in self.ticket_ids:
            raise UserError(self.ticket_ids._choose_sentence())
        self.ticket_ids.action_merge(self.kept_id.id)
        return {
            "type": "ir.actions.act_window",
            "res_model": "pact.ticket",
            "res_id": self.kept_id.id,
            "views": [(False, "form")],
        }

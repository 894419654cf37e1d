from odoo import fields, models
from odoo.fields import Domain


class PactTicket(models.Model):
    """That a request has confidential files (SN2), and which of its files are."""

    _inherit = "pact.ticket"

    file_count = fields.Integer(string="Files", compute="_compute_file_counts")
    confidential_count = fields.Integer(
        string="Confidential files", compute="_compute_file_counts"
    )

    def _compute_file_counts(self):
        # sudo: ir.attachment - that there are some, for whoever reads the request
        rows = (
            self.env["ir.attachment"]
            .sudo()
            ._read_group(
                [("res_model", "=", self._name), ("res_id", "in", self.ids)],
                ["res_id", "pact_is_confidential"],
                ["__count"],
            )
        )
        counts = {(res_id, marked): count for res_id, marked, count in rows}
        for ticket in self:
            confidential = counts.get((ticket._origin.id, True), 0)
            ticket.confidential_count = confidential
            ticket.file_count = confidential + counts.get((ticket._origin.id, False), 0)

    def action_files(self):
        """Open the files of the request that the asking user may open."""
        return self._show_files(Domain.TRUE)

    def action_confidential_files(self):
        """Open those of them that are confidential."""
        return self._show_files(Domain("pact_is_confidential", "=", True))

    def _show_files(self, wanted):
        self.ensure_one()
        self.check_access("read")
        here = Domain("res_model", "=", self._name) & Domain("res_id", "=", self.id)
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Files"),
            "res_model": "ir.attachment",
            "views": [
                (self.env.ref("pact_team.pact_ticket_files_view_list").id, "list")
            ],
            "domain": [*(here & wanted)],
            "context": {"create": False},
        }

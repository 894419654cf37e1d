from odoo import fields, models
from odoo.exceptions import UserError


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
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Files"),
            "res_model": "ir.attachment",
            "views": [
                (self.env.ref("pact_team.pact_ticket_files_view_list").id, "list")
            ],
            "domain": [("res_model", "=", self._name), ("res_id", "=", self.id)],
            "context": {"create": False},
        }


class IrAttachment(models.Model):
    """Staff says which files of a request are confidential."""

    _inherit = "ir.attachment"

    def action_pact_close(self):
        """Make files confidential, as whoever may change their request."""
        self._pact_of_changeable().pact_is_confidential = True
        return True

    def action_pact_open(self):
        """Open files to all who read the request, as whoever may open them."""
        self._pact_of_changeable().pact_is_confidential = False
        return True

    def _pact_of_changeable(self):
        """Return the files under sudo, if their requests may be changed.

        :raise AccessError: if the asking user may not read one, nor change its request
        """
        self.check_access("read")
        # sudo: ir.attachment - its request was asked
        files = self.sudo()
        if any(one.res_model != "pact.ticket" or one.res_field for one in files):
            raise UserError(self.env._("Choose files of a request."))
        tickets = self.env["pact.ticket"].browse(set(files.mapped("res_id")))
        tickets.check_access("write")
        return files

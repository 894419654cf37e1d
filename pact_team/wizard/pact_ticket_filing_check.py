from odoo import models
from odoo.exceptions import UserError

from ..models.pact_ticket_form import OF_CONTACT, of_kind


class PactTicketFiling(models.TransientModel):
    """Whether what one of us typed is whole: the rules are those of the portal."""

    _inherit = "pact.ticket.filing"

    def _form(self):
        """Return what was typed as the rules of the portal read it."""
        typed = {name: self[f"contact_{name}"] or "" for name in OF_CONTACT}
        return self.env["pact.ticket"]._read_form(
            self.company_id,
            typed
            | of_kind(self.classification_id)
            | {
                "method": self.contact_method_id.id or 0,
                "reference": self.reference or "",
                "message": self.message or "",
            },
            [(one.name or "", one.file_size) for one in self.attachment_ids],
        )

    def _check_whole(self, form):
        # Whoever calls need not have both.
        unasked = {"phone", "email"} if form.phone or form.email else ()
        tickets = self.env["pact.ticket"]
        if problem := tickets._problem_of_staff(self.company_id, form, unasked):
            raise UserError(problem)

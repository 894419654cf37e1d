from odoo import fields, models
from odoo.fields import Domain


class PactInbox(models.Model):
    """Codes that confirm a phone: sent from here, but no part of any conversation."""

    _inherit = "pact.inbox"

    code_template = fields.Char(
        string="Template for codes",
        help="The name of the approved authentication template that brings people "
        "their code when they confirm their phone, e.g. codigo_acesso. Without it no "
        "code is sent from this number.",
    )

    def _receive_statuses(self, statuses):
        """Note which codes did not arrive, and that they have no WhatsApp."""
        super()._receive_statuses(statuses)
        failures = {
            status.tag: status.failure
            for status in statuses
            if status.state == "failed" and status.failure and status.tag
        }
        if failures:
            codes = self.env["pact.confirmation"]._as_system()
            named = [("inbox_id", "=", self.id), ("tag", "in", list(failures))]
            for code in codes.search(named):
                code._fail(failures[code.tag])

    def _receive_code_denials(self, denials):
        """End every code of somebody who did not ask for one; they hear nothing."""
        codes = self.env["pact.confirmation"]._as_system()
        from_here = Domain("inbox_id", "=", self.id)
        for denial in denials:
            sent = codes.search(from_here & Domain("uid", "=", denial.target_uid))
            numbers = {denial.person.phone, *sent.mapped("phone")} - {None}
            for number in numbers:
                codes._end_for_phone(number, from_here)

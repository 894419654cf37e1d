from odoo import fields, models


class PactAssignment(models.Model):
    """A stint, and why it was this person's, in words."""

    _inherit = "pact.assignment"

    def _told(self):
        """Return it for a screen; the right to hear of colleagues was asked before."""
        labels = dict(self._fields["reason"]._description_selection(self.env))
        told = {"rule": "", "chosen": False, "others": []}
        if self.decision:
            told = self.env["pact.member"]._explained(self.decision)
        return told | {
            "id": self.id,
            "who": self.user_id.name,
            "from": fields.Datetime.to_string(self.date_from),
            "to": fields.Datetime.to_string(self.date_to) or False,
            "reason": labels[self.reason],
        }

from odoo import fields, models


class PactAssignment(models.Model):
    """A stint, and why it was this person's, in words."""

    _inherit = "pact.assignment"

    def _told(self):
        """Return them for a screen; who may hear of colleagues was asked before."""
        members = self.env["pact.member"]
        labels = dict(self._fields["reason"]._description_selection(self.env))
        decisions = {stint: stint.decision or {} for stint in self}
        names = members._names_in(decisions.values())
        return [
            members._explained(decision, names) | stint._told_of_itself(labels)
            for stint, decision in decisions.items()
        ]

    def _told_of_itself(self, labels):
        return {
            "id": self.id,
            "who": self.user_id.name,
            "from": fields.Datetime.to_string(self.date_from),
            "to": fields.Datetime.to_string(self.date_to) or False,
            "reason": labels[self.reason],
        }

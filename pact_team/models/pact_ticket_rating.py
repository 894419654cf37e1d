from odoo import fields, models


class PactTicket(models.Model):
    """How a customer says that it went (S21), once it is finished."""

    _inherit = "pact.ticket"

    rating_ids = fields.One2many(
        "pact.rating", "ticket_id", string="Ratings", readonly=True
    )

    def _rating_when_finished(self):
        """Return what was said of how it was finished the last time, under sudo."""
        # sudo: pact.rating - for the customer, whose request was checked
        ratings = self.env["pact.rating"].sudo()
        if not self.finished_date:
            return ratings
        mine = ("ticket_id", "=", self.id)
        return ratings.search([mine, ("finished_date", "=", self.finished_date)])

    def _is_rateable(self):
        """Return whether it is finished; what goes on elsewhere is rated there."""
        return self.state == "finished" and not self.merged_into_id

    def _rate_of_customer(self, value, comment):
        """Keep what the customer says of it; return whether it was taken.

        It may be changed until the request is reopened. What was said
        of a former time stays.
        """
        self._hold()
        if not self._is_rateable():
            return False
        said = {
            "value": value,
            "comment": comment,
            "partner_id": self.env.user.partner_id.id,
        }
        if rated := self._rating_when_finished():
            rated.write(said)
        else:
            rated._create_once(said | self._of_rating())
        return True

    def _of_rating(self):
        """Return what a rating keeps of the request, whatever becomes of it."""
        return {
            "company_id": self.company_id.id,
            "ticket_id": self.id,
            "finished_date": self.finished_date,
            "user_id": self.user_id.id,
            "team_id": self.team_id.id,
            "classification_id": self.classification_id.id,
        }

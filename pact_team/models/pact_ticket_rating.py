from psycopg2.errors import UniqueViolation

from odoo import fields, models
from odoo.exceptions import ConcurrencyError


class PactTicket(models.Model):
    """How a customer says that it went (S21), once it is finished."""

    _inherit = "pact.ticket"

    rating_ids = fields.One2many(
        "pact.rating", "ticket_id", string="Ratings", readonly=True
    )

    def _rating_of_conclusion(self):
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

        It may be changed until the request is reopened. What was said of a former
        conclusion stays.
        """
        self._hold()
        if not self._is_rateable():
            return False
        said = {
            "value": value,
            "comment": comment,
            "partner_id": self.env.user.partner_id.id,
        }
        if rated := self._rating_of_conclusion():
            rated.write(said)
        else:
            self._create_rating(said)
        return True

    def _create_rating(self, said):
        """Create it; whoever was faster is seen as Odoo repeats."""
        try:
            with self.env.cr.savepoint():
                # sudo: pact.rating - of the customer, whose request was checked
                self.env["pact.rating"].sudo().create(
                    said
                    | {
                        "company_id": self.company_id.id,
                        "ticket_id": self.id,
                        "finished_date": self.finished_date,
                        "user_id": self.user_id.id,
                        "team_id": self.team_id.id,
                        "classification_id": self.classification_id.id,
                    }
                )
        except UniqueViolation as error:
            raise ConcurrencyError from error

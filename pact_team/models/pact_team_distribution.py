from odoo import fields, models

from ..rules import assignment


class PactTeam(models.Model):
    """How what waits for a team finds somebody."""

    _inherit = "pact.team"

    method = fields.Selection(
        [
            ("by_hand", "By hand"),
            ("dispenser", "Dispenser"),
            ("round_robin", "In turn"),
            ("least_busy", "Least busy"),
        ],
        string="Distribution",
        required=True,
        default="by_hand",
        help="By hand and by the dispenser, people take what waits; the others give it "
        "to whoever is available.",
    )

    def _deals(self, now):
        """Return whether this team's conversations are given by themselves at ``now``.

        :param datetime now: in UTC, naive
        """
        self.ensure_one()
        return self.active and self.method in assignment.BY_ITSELF

from odoo import models


class PactMember(models.Model):
    """Whoever comes back lets a team go on that paused because nobody was there."""

    _inherit = "pact.member"

    def _came(self):
        super()._came()
        # sudo: pact.team - goes on because of who came, whatever they may write
        teams = self.env["pact.team"].sudo()
        coming = self.filtered("may_answer")
        teams.search(
            [("pause_id.cause", "=", "nobody"), ("member_ids", "in", coming.ids)]
        )._resume()

from odoo import models


class PactMember(models.Model):
    """Whoever comes back lets a team go on that paused because nobody was there."""

    _inherit = "pact.member"

    def _become(self, state, cause="chosen", **stretch):
        super()._become(state, cause, **stretch)
        if state == "available":
            self._let_teams_go_on()

    def _let_teams_go_on(self):
        # sudo: pact.team - goes on because of who came, whatever they may write
        teams = self.env["pact.team"].sudo()
        coming = self.filtered("may_answer")
        teams.search(
            [("pause_id.cause", "=", "nobody"), ("member_ids", "in", coming.ids)]
        )._resume()

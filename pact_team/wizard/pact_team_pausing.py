from odoo import api, fields, models
from odoo.exceptions import UserError

from ..rules import words

# Everybody of the team is shown it, in one line.
LONGEST_REASON = 1000


class PactTeamPausing(models.TransientModel):
    """Why the whole work of a team is to stand still, and until when."""

    _name = "pact.team.pausing"
    _description = "Pausing the operation of a team"

    team_id = fields.Many2one("pact.team", required=True, ondelete="cascade")
    reason = fields.Char(required=True)
    until_date = fields.Datetime(
        string="Until", help="Empty means until somebody resumes it."
    )

    @api.model_create_multi
    def create(self, vals_list):
        # What the context says for them is tidied, too.
        said = self.default_get(["reason"])
        asked = super().create([self._tidy(said | vals) for vals in vals_list])
        asked._check_teams()
        return asked

    def write(self, vals):
        result = super().write(self._tidy(vals))
        self._check_teams()
        return result

    def _check_teams(self):
        """Refuse a team that may not be read: its name would be shown here."""
        for asked in self:
            asked.team_id.check_access("read")
            asked.team_id._check_looked_after()

    @api.model
    def _tidy(self, vals):
        """Say why in one line, for those who look at it later."""
        if "reason" not in vals:
            return vals
        reason = words.one_line(vals["reason"])
        if not reason:
            raise UserError(self.env._("Say why, for those who look at it later."))
        if len(reason) > LONGEST_REASON:
            raise UserError(
                self.env._(
                    "This is longer than %(count)s characters. Say it in fewer words.",
                    count=LONGEST_REASON,
                )
            )
        return vals | {"reason": reason}

    def action_pause(self):
        """Pause the team now."""
        self.ensure_one()
        self.check_access("write")
        team = self.team_id
        team.check_access("read")
        team._check_looked_after()
        # sudo: pact.team - whoever looks after it was asked just now
        team.sudo()._pause(self.reason, self.until_date)
        return {"type": "ir.actions.client", "tag": "soft_reload"}

from odoo import fields, models
from odoo.exceptions import AccessError


class PactTeamPause(models.Model):
    """The whole work of a team stood still: from when to when, who said so, and why.

    Written once, ended once, and never changed or deleted.
    """

    _name = "pact.team.pause"
    _description = "Pause of a team's operation"
    _inherit = ["pact.owned"]
    _is_written_by_system = True
    _order = "id desc"
    _rec_name = "reason"
    _check_company_auto = True
    _right_to_read = "may_answer"

    team_id = fields.Many2one(
        "pact.team", required=True, index=True, ondelete="restrict", check_company=True
    )
    reason = fields.Char(required=True)
    cause = fields.Selection(
        [("hand", "By hand"), ("nobody", "Nobody was available")],
        string="How it began",
        required=True,
        default="hand",
    )
    date_from = fields.Datetime(string="From", required=True)
    until_date = fields.Datetime(
        string="Planned until", help="Empty means until somebody resumes it."
    )
    date_to = fields.Datetime(string="Until")
    by_user_id = fields.Many2one("res.users", string="Decided by", ondelete="restrict")
    ended_by_user_id = fields.Many2one(
        "res.users",
        string="Resumed by",
        ondelete="restrict",
        help="Empty where it was resumed by itself.",
    )

    _open_uniq = models.UniqueIndex(
        "(team_id) WHERE date_to IS NULL", "This team is paused already."
    )

    def write(self, vals):
        """End what is open; nothing else of it is ever written."""
        if vals.keys() - {"date_to", "ended_by_user_id"} or any(self.mapped("date_to")):
            raise AccessError(self.env._("When a team was paused stays as it was."))
        return super().write(vals)

    def _check_deletable(self):
        raise AccessError(self.env._("When a team was paused stays as it was."))

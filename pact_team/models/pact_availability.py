from datetime import timedelta

from odoo import api, fields, models
from odoo.exceptions import AccessError
from odoo.fields import Domain

from ..rules import pause


class PactAvailability(models.Model):
    """What somebody was, from when to when: there for customers, in a pause, gone.

    The open row of a member is their present. Written once, ended once: the base of
    what is reported, and of what an employer has to be able to prove.
    """

    _name = "pact.availability"
    _description = "Stretch of availability"
    _inherit = ["pact.owned"]
    _is_written_by_system = True
    _order = "id desc"
    _rec_name = "member_id"
    _check_company_auto = True

    member_id = fields.Many2one(
        "pact.member", required=True, ondelete="restrict", check_company=True
    )
    user_id = fields.Many2one(related="member_id.user_id", store=True, index=True)
    state = fields.Selection(
        [
            ("available", "Available"),
            ("away", "Away"),
            ("paused", "Paused"),
            ("unavailable", "Unavailable"),
        ],
        required=True,
    )
    pause_type_id = fields.Many2one(
        "pact.pause.type", string="Pause", ondelete="restrict", check_company=True
    )
    date_from = fields.Datetime(string="From", required=True)
    date_to = fields.Datetime(string="Until")
    planned_minutes = fields.Integer(
        string="Planned (minutes)",
        help="What the type allowed at most when it began; 0 is no limit.",
    )
    least_minutes = fields.Integer(
        string="At least (minutes)",
        help="What the type asked for at least when it began.",
    )
    real_minutes = fields.Float(
        string="Real (minutes)", compute="_compute_real_minutes", store=True
    )
    outcome = fields.Selection(
        [("kept", "Kept"), ("short", "Short"), ("overrun", "Overrun")],
        help="What became of a pause.",
    )
    cause = fields.Selection(
        [
            ("chosen", "Chosen"),
            ("login", "Logged in"),
            ("logout", "Logged out"),
            ("idle", "Nobody was there"),
            ("back", "Came back"),
            ("supervisor", "By a supervisor"),
            ("removed", "Removed from the company"),
        ],
        required=True,
        default="chosen",
    )
    by_user_id = fields.Many2one("res.users", string="Decided by", ondelete="restrict")
    exception_id = fields.Many2one(
        "pact.pause.exception",
        string="By exception",
        ondelete="restrict",
        check_company=True,
        help="What was granted to this person for once, and used for this pause.",
    )

    # What a member took today, and the day of a team.
    _member_idx = models.Index("(member_id, date_from DESC)")
    _company_idx = models.Index("(company_id, date_from DESC)")
    _open_uniq = models.UniqueIndex(
        "(member_id) WHERE date_to IS NULL",
        "A member is one thing at a time.",
    )

    @api.depends("date_from", "date_to")
    def _compute_real_minutes(self):
        minute = timedelta(minutes=1)
        for stretch in self:
            until = stretch.date_to or stretch.date_from
            stretch.real_minutes = (until - stretch.date_from) / minute

    def _end(self, now):
        for stretch in self:
            stretch.write({"date_to": now, "outcome": stretch._outcome(now)})
        # The database lets the next begin only after this one has ended.
        self.flush_recordset(["date_to"])

    def _outcome(self, now):
        if not self.pause_type_id:
            return False
        terms = pause.Terms(
            least_minutes=self.least_minutes, most_minutes=self.planned_minutes
        )
        return pause.outcome(terms, now - self.date_from)

    def write(self, vals):
        """End what is open; nothing else of it is ever written."""
        if vals.keys() - {"date_to", "outcome"} or any(self.mapped("date_to")):
            raise AccessError(self.env._("When somebody was there stays as it was."))
        return super().write(vals)

    def _check_deletable(self):
        raise AccessError(self.env._("When somebody was there stays as it was."))

    @api.depends("company_id", "member_id", "pause_type_id.is_physiological")
    @api.depends_context("uid")
    def _compute_is_readable(self):
        """One's own, and those of the company for whoever looks after its people."""
        companies = self._supervised_companies()
        for stretch in self:
            is_own = stretch.user_id == self.env.user
            stretch.is_readable = is_own or stretch._is_supervised(companies)

    def _is_supervised(self, companies):
        """Return whether it is shown to who looks after the people of ``companies``."""
        return self.company_id in companies

    def _search_is_readable(self, operator, value):
        if operator != "in":
            return NotImplemented
        readable = self._supervised(self._supervised_companies())
        readable |= Domain("user_id", "=", self.env.uid)
        return readable if True in value else ~readable

    @api.model
    def _supervised(self, companies):
        """Return the domain of what :meth:`_is_supervised` says of each."""
        return Domain("company_id", "in", companies.ids)

    @api.model
    def _supervised_companies(self):
        members = self.env["pact.member"]
        return members._companies_where(
            "may_see_team_figures"
        ) | members._companies_where("may_grant_pauses")

from datetime import timedelta
from urllib.parse import urlencode

from odoo import api, fields, models
from odoo.fields import Domain


class PactRestEvidence(models.TransientModel):
    """Of whom and of which days the evidence of rests and meals is wanted."""

    _name = "pact.rest.evidence"
    _description = "Evidence of rests and meals"
    _check_company_auto = True

    company_id = fields.Many2one(
        "res.company", required=True, default=lambda self: self.env.company
    )
    period = fields.Selection(
        [
            ("this_month", "This month"),
            ("last_month", "Last month"),
            ("chosen", "Other days"),
        ],
        required=True,
        default="this_month",
    )
    date_from = fields.Date(
        string="From", compute="_compute_dates", store=True, readonly=False
    )
    date_to = fields.Date(
        string="Until", compute="_compute_dates", store=True, readonly=False
    )
    is_for_others = fields.Boolean(compute="_compute_is_for_others")
    team_id = fields.Many2one(
        "pact.team", check_company=True, domain="[('company_id', '=', company_id)]"
    )
    member_ids = fields.Many2many(
        "pact.member",
        string="People",
        check_company=True,
        domain="[('company_id', '=', company_id)]",
        context={"active_test": False},
        help="Nobody means everybody of the team, or you alone.",
    )

    @api.depends("period")
    def _compute_dates(self):
        today = fields.Date.context_today(self)
        first = today.replace(day=1)
        for wanted in self.filtered(lambda one: one.period == "this_month"):
            wanted.date_from, wanted.date_to = first, today
        for wanted in self.filtered(lambda one: one.period == "last_month"):
            last = first - timedelta(days=1)
            wanted.date_from, wanted.date_to = last.replace(day=1), last

    @api.depends("company_id")
    @api.depends_context("uid")
    def _compute_is_for_others(self):
        companies = self.env["pact.availability"]._supervised_companies()
        for wanted in self:
            wanted.is_for_others = wanted.company_id in companies

    @api.depends("company_id")
    def _compute_display_name(self):
        self.display_name = self.env._("Rests and meals")

    def action_pdf(self):
        return self._download("pdf")

    def action_xlsx(self):
        return self._download("xlsx")

    def _download(self, form):
        """Refuse here, where words are read, what the file itself would refuse."""
        self.ensure_one()
        members = self.env["pact.member"]
        people = members._proven(self.company_id, self.team_id, self.member_ids)
        people._check_period(self.date_from, self.date_to)
        asked = {
            "company": self.company_id.id,
            "from": self.date_from,
            "until": self.date_to,
            "team": self.team_id.id or "",
            "members": ",".join(map(str, self.member_ids.ids)),
        }
        return {
            "type": "ir.actions.act_url",
            "url": f"/pact/rests/{form}?{urlencode(asked)}",
            "target": "download",
        }

    @api.onchange("company_id")
    def _onchange_company_id(self):
        mine = Domain("company_id", "=", self.company_id.id)
        self.team_id = self.team_id.filtered_domain(mine)
        self.member_ids = self.member_ids.filtered_domain(mine)

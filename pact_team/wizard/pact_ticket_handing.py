from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.pact_ticket_custody import LONGEST_NOTE
from ..rules import words


class PactTicketHanding(models.TransientModel):
    """Requests that somebody else goes on with: a colleague, or another team."""

    _name = "pact.ticket.handing"
    _description = "Handing over requests"
    _inherit = ["pact.ticket.dialog"]
    _check_company_auto = True
    _typed = ("note",)

    ticket_ids = fields.Many2many("pact.ticket", string="Requests")
    count = fields.Integer(string="Requests chosen", compute="_compute_count")
    candidate_ids = fields.Many2many("res.users", compute="_compute_candidate_ids")
    user_id = fields.Many2one(
        "res.users",
        string="Colleague",
        domain="[('id', 'in', candidate_ids)]",
        help="Only those who answer customers here.",
    )
    team_id = fields.Many2one(
        "pact.team", check_company=True, domain="[('company_id', '=', company_id)]"
    )
    is_note_required = fields.Boolean(compute="_compute_is_note_required")
    note = fields.Text(help="For us: the customer never reads it.")

    @api.model
    def _tidy(self, vals):
        if "note" not in vals:
            return vals
        return vals | {"note": words.text(vals["note"])[:LONGEST_NOTE]}

    @api.depends("ticket_ids")
    def _compute_count(self):
        for handing in self:
            handing.count = len(handing.ticket_ids)

    @api.depends("company_id")
    def _compute_candidate_ids(self):
        for handing in self:
            company = handing._own_company()
            able = self.env["pact.member"]._able_to_answer(company)
            handing.candidate_ids = able.user_id.sudo(False)

    @api.depends("company_id")
    def _compute_is_note_required(self):
        for handing in self:
            # sudo: res.company - one setting of a company the asking user works in
            company = handing._own_company().sudo()
            handing.is_note_required = bool(company.pact_transfer_note)

    def action_assign(self):
        """Give each of them to the colleague, or none."""
        tickets = self._chosen()
        tickets.action_assign(self.user_id.id)
        # sudo: pact.ticket - whether it may be changed was asked just now
        for ticket in tickets.sudo():
            ticket._note_handed(self.note)
        return self._done(tickets)

    def action_transfer(self):
        """Let another team go on with each of them, or with none."""
        tickets = self._chosen()
        tickets.action_transfer(self.team_id.id, self.note)
        return self._done(tickets)

    def _chosen(self):
        self.ensure_one()
        self.check_access("write")
        if not self.ticket_ids:
            raise UserError(self.env._("Choose at least one request."))
        return self.ticket_ids

    def _done(self, tickets):
        """Go on where one may still read."""
        if tickets == tickets._filtered_access("read"):
            return {"type": "ir.actions.client", "tag": "soft_reload"}
        xmlid = "pact_team.pact_ticket_action"
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        return action | {"target": "main"}

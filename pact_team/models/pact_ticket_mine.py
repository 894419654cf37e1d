from odoo import api, fields, models
from odoo.fields import Domain


class PactTicket(models.Model):
    """Which requests wait for the asking user, and which are due soon."""

    _inherit = "pact.ticket"

    is_takeable = fields.Boolean(
        compute="_compute_is_takeable", search="_search_is_takeable"
    )

    @api.depends("team_id", "user_id", "state")
    @api.depends_context("uid")
    def _compute_is_takeable(self):
        takeable = self.filtered_domain(self._takeable_domain())
        for ticket in self:
            ticket.is_takeable = ticket in takeable

    def _search_is_takeable(self, operator, value):
        if operator != "in":
            return NotImplemented
        takeable = self._takeable_domain()
        return takeable if True in value else ~takeable

    @api.model
    def _takeable_domain(self):
        """Return what waits for the asking user's teams, and nobody is responsible."""
        waiting = Domain("user_id", "=", False) & Domain("state", "!=", "finished")
        return waiting & Domain("team_id", "in", self._my_teams().ids)

    @api.model
    def _columns_of_board(self, states, _domain):
        """Return those with cards, in their order: a phone shows one at a time."""
        known = self._fields["state"].get_values(self.env)
        return [state for state in known if state in states]

    def _search_urgency(self, operator, value):
        """Find what is open; whether a finished one was late, only its form says."""
        found = self._urgency_domains()
        if operator != "in" or set(value) - found.keys():
            return NotImplemented
        return Domain.OR(found[urgency] for urgency in value)

    @api.model
    def _urgency_domains(self):
        now = fields.Datetime.now()
        # By the state, as the index says it.
        is_open = Domain("state", "!=", "finished")
        running = is_open & Domain("held_date", "=", False)
        is_due = Domain("due_date", "!=", False)
        ahead = running & Domain("due_date", ">=", now)
        soon = ahead & self._soon_domain(now)
        return {
            "late": running & Domain("due_date", "<", now),
            "held": is_open & Domain("held_date", "!=", False) & is_due,
            "soon": soon,
            "in_time": ahead & ~soon,
        }

    @api.model
    def _soon_domain(self, now):
        """Return what its company is warned of by now."""
        # sudo: res.company - when those the asking user works in want to be warned
        companies = self.env["pact.member"]._mine().company_id.sudo()
        return Domain.OR(
            Domain("company_id", "=", company.id)
            & Domain("due_date", "<=", now + company._pact_ticket_warning())
            for company in companies
        )

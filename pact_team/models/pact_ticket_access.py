from odoo import api, fields, models
from odoo.fields import Domain


class PactTicket(models.Model):
    """Who works with a request: its responsible, its team while nobody is, supervisors.

    Customers read theirs in the portal, through doors of their own; they have no right
    to the model.
    """

    _inherit = "pact.ticket"

    is_fileable = fields.Boolean(
        compute="_compute_is_fileable", search="_search_is_fileable"
    )

    @api.depends("company_id")
    @api.depends_context("uid")
    def _compute_is_fileable(self):
        answering = self.env["pact.member"]._companies_where("may_answer")
        for ticket in self:
            ticket.is_fileable = ticket.company_id in answering

    def _search_is_fileable(self, operator, value):
        return self._search_right(operator, value, "may_answer")

    @api.depends("protocol", "classification_id")
    def _compute_display_name(self):
        for ticket in self:
            # sudo: pact.classification - named with a request that may be read
            kind = ticket.sudo().classification_id.display_name
            ticket.display_name = " · ".join(filter(None, [ticket.protocol, kind]))
        self._hide_names()

    @api.depends("company_id", "team_id", "user_id")
    @api.depends_context("uid")
    def _compute_is_readable(self):
        # Of what a list does not show, no more is read than this asks for.
        asked = self.with_context(prefetch_fields=False)
        readable = asked.filtered_domain(self._readable_domain().optimize(self))
        for ticket in self:
            ticket.is_readable = ticket in readable

    def _search_is_readable(self, operator, value):
        if operator != "in":
            return NotImplemented
        readable = self._readable_domain()
        return readable if True in value else ~readable

    @api.depends("company_id", "user_id")
    @api.depends_context("uid")
    def _compute_is_configurable(self):
        changeable = self.filtered_domain(self._changeable_domain())
        for ticket in self:
            ticket.is_configurable = ticket in changeable

    def _search_is_configurable(self, operator, value):
        if operator != "in":
            return NotImplemented
        changeable = self._changeable_domain()
        return changeable if True in value else ~changeable

    @api.model
    def _readable_among(self, ids):
        """Return the ids of those that the asking user may read."""
        asked = self.browse(set(ids))
        return asked._filtered_access("read").ids if asked else []

    @api.model
    def _readable_domain(self):
        """Return what the asking user may read: their own, their teams', or all."""
        mine = self.env["pact.member"]._mine()
        reading = mine.filtered("may_read_others")
        # Who reads all of a company is asked neither for their teams nor for their own:
        # a query less, and a shorter one.
        others = mine - reading
        teams = others.filtered("may_take").team_ids
        waiting = Domain("team_id", "in", teams.ids) & Domain("user_id", "=", False)
        everybody = Domain("company_id", "in", reading.company_id.ids)
        return self._own_domain(others) | waiting | everybody

    @api.model
    def _changeable_domain(self):
        """Return what the asking user may change: their own, or where they decide."""
        mine = self.env["pact.member"]._mine()
        deciding = mine.filtered("may_assign")
        everybody = Domain("company_id", "in", deciding.company_id.ids)
        return self._own_domain(mine - deciding) | everybody

    @api.model
    def _own_domain(self, members):
        """Return what the asking user is responsible for, where they answer."""
        companies = members.filtered("may_answer").company_id
        own = Domain("user_id", "=", self.env.uid)
        return own & Domain("company_id", "in", companies.ids)

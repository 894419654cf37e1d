from odoo import api, fields, models
from odoo.fields import Domain


class PactInbox(models.Model):
    """Who may begin a conversation from here; receiving is never limited by it."""

    _inherit = "pact.inbox"

    use = fields.Selection(
        [
            ("both", "Customers and agents"),
            ("inbound", "Customers only"),
            ("outbound", "Agents only"),
        ],
        string="Begun by",
        required=True,
        default="both",
        help="Who begins conversations here. What a customer writes is always "
        "received, whatever is chosen.",
    )
    team_ids = fields.Many2many(
        "pact.team",
        relation="pact_inbox_team_rel",
        string="Teams that begin here",
        check_company=True,
        domain="[('company_id', '=', company_id)]",
        help="The teams that may begin a conversation from here. Empty means every "
        "team of the company.",
    )
    is_configured = fields.Boolean(
        compute="_compute_is_configured", search="_search_is_configured"
    )

    @api.model
    def _connection_fields(self):
        """Return what must be known of an inbox before it can be used at all."""
        return ("number_ref", "account_ref", "token", "app_secret")

    @api.depends(lambda self: self._connection_fields())
    def _compute_is_configured(self):
        # sudo: pact.inbox - whether there is a credential, not which
        for inbox in self.sudo():
            inbox.is_configured = all(inbox[name] for name in self._connection_fields())

    def _search_is_configured(self, operator, value):
        if operator != "in":
            return NotImplemented
        known = Domain.AND(
            Domain(name, "!=", False) for name in self._connection_fields()
        )
        # sudo: pact.inbox - the ids found still pass the record rules
        found = self.sudo().with_context(active_test=False)._search(known)
        return Domain("id", "in" if True in value else "not in", found)

    @api.model
    def _usable_for_start(self, team):
        """Return the inboxes from which ``team`` may begin a conversation, under sudo.

        Those that only take what customers write are never among them (C22), nor
        those that are archived or not connected yet (C13).
        """
        company = team.company_id
        # sudo: pact.inbox - agents choose one by its name and see nothing else of it
        inboxes = self.sudo().with_context(active_test=False)
        usable = inboxes.search(
            [
                ("company_id", "=", company.id),
                ("active", "=", True),
                ("use", "!=", "inbound"),
                ("is_configured", "=", True),
            ]
        )
        return usable.filtered(lambda inbox: inbox._is_begun_by(lambda: team))

    def _is_begun_by(self, get_teams):
        """Return whether members of these teams begin here; asked only if it matters.

        An archived team in the list still says that not every team is meant.
        """
        limited_to = self.with_context(active_test=False).team_ids
        if not self.company_id.pact_uses_departments or not limited_to:
            return True
        return bool(get_teams() & limited_to)

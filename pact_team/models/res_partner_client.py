from odoo import api, fields, models
from odoo.fields import Domain

NOWHERE = "none"


class ResPartner(models.Model):
    """A customer as the section Clients shows them: where they write to us.

    Agents read neither inboxes, which hold credentials, nor identities, which tell who
    writes at the moment; names are computed here, of the asking user's companies only.
    """

    _inherit = "res.partner"

    pact_is_client = fields.Boolean(
        string="Client", compute="_compute_pact_is_client", search="_search_pact_client"
    )
    pact_inbox = fields.Selection(
        selection="_selection_pact_inbox",
        string="Inbox",
        compute="_compute_pact_identities",
        search="_search_pact_inbox",
    )
    pact_inbox_names = fields.Char(string="Inboxes", compute="_compute_pact_identities")
    pact_is_opted_out = fields.Boolean(
        string="Wants no broadcasts", compute="_compute_pact_identities"
    )
    pact_known_as = fields.Html(
        string="Known as", compute="_compute_pact_known_as", sanitize=False
    )

    @api.depends("commercial_partner_id")
    def _compute_pact_is_client(self):
        clients = self._origin._pact_clients()
        for partner in self:
            partner.pact_is_client = partner._origin in clients

    def _search_pact_client(self, operator, value):
        if operator != "in":
            return NotImplemented
        clients = self._pact_client_domain()
        return clients if True in value else ~clients

    def _pact_clients(self):
        """Return those of ``self`` who are not of the house."""
        # sudo: res.partner - who is a user or a company is asked, and nothing else
        everyone = self.sudo().with_context(active_test=False)
        mine = Domain("id", "in", self.ids)
        return self & everyone.search(mine & self._pact_client_domain())

    @api.model
    def _pact_client_domain(self):
        """Nobody who works or worked here, and none of our companies' own contacts."""
        # sudo: res.users - whose contacts are no customers, and nothing else
        users = self.env["res.users"].sudo().with_context(active_test=False)
        staff = users._search([("share", "=", False)])
        # sudo: res.company - whose contacts are no customers, and nothing else
        companies = self.env["res.company"].sudo().with_context(active_test=False)
        owners = companies._search([])
        return (
            Domain("employee", "!=", True)
            & Domain("id", "not in", staff.subselect("partner_id"))
            & Domain("commercial_partner_id", "not in", owners.subselect("partner_id"))
        )

    @api.model
    def _pact_inboxes(self):
        """Return the inboxes whose names the asking user may know, under sudo."""
        companies = self.env["pact.member"]._companies_where("may_answer")
        # sudo: pact.inbox - names only, of the companies somebody answers for
        return (
            self.env["pact.inbox"].sudo().search([("company_id", "in", companies.ids)])
        )

    def _selection_pact_inbox(self):
        inboxes = [(str(inbox.id), inbox.name) for inbox in self._pact_inboxes()]
        return [*inboxes, (NOWHERE, self.env._("Not on any inbox"))]

    @api.model
    def _pact_identities_on(self, inboxes):
        # sudo: pact.identity - only who has one, on inboxes that may be named
        return (
            self.env["pact.identity"].sudo()._search([("inbox_id", "in", inboxes.ids)])
        )

    def _search_pact_inbox(self, operator, value):
        if operator != "in":
            return NotImplemented
        inboxes = self._pact_inboxes()
        wanted = inboxes.filtered(lambda inbox: str(inbox.id) in value)
        found = self._pact_identities_on(wanted).subselect("partner_id")
        domain = Domain("id", "in", found)
        if {NOWHERE, False} & set(value):
            known = self._pact_identities_on(inboxes).subselect("partner_id")
            domain |= Domain("id", "not in", known)
        return domain

    @api.depends_context("uid")
    def _compute_pact_identities(self):
        found = self._pact_identities()
        for partner in self:
            identities = found.get(partner._origin.id, self.env["pact.identity"])
            inboxes = identities.inbox_id
            partner.pact_inbox = str(inboxes[0].id) if inboxes else NOWHERE
            partner.pact_inbox_names = ", ".join(inboxes.mapped("name"))
            partner.pact_is_opted_out = any(identities.mapped("is_opted_out"))

    @api.depends_context("uid", "lang", "tz")
    def _compute_pact_known_as(self):
        found = self._pact_identities()
        for partner in self:
            identities = found.get(partner._origin.id)
            partner.pact_known_as = identities and self.env["ir.qweb"]._render(
                "pact_team.contact_identities", {"identities": identities}
            )

    def _pact_identities(self):
        """Return ``{partner id: identities}`` on inboxes that may be named."""
        # sudo: pact.identity - shown without their last word, which tells who waits
        identities = (
            self.env["pact.identity"]
            .sudo()
            .search(
                [
                    ("partner_id", "in", self._origin.ids),
                    ("inbox_id", "in", self._pact_inboxes().ids),
                ],
                order="inbox_id, id",
            )
        )
        return {
            partner.id: group
            for partner, group in identities.grouped("partner_id").items()
        }

    @api.model
    def _search_panel_selection_range(self, field_name, **kwargs):
        """Every inbox, also without contacts, each with its number of contacts."""
        if field_name != "pact_inbox":
            return super()._search_panel_selection_range(field_name, **kwargs)
        domain = Domain(kwargs.get("model_domain") or [])
        counts = self._pact_count_by_inbox(domain & Domain(kwargs.get("extra_domain")))
        return [
            {"id": value, "display_name": name, "__count": counts.get(value, 0)}
            for value, name in self._selection_pact_inbox()
        ]

    @api.model
    def _pact_count_by_inbox(self, domain):
        """Return how many contacts each inbox has, of those the user may see."""
        # Searched as the asking user: what a browser asks for never runs under sudo.
        partners = self._search(domain)
        # sudo: pact.identity - counted only, on inboxes that may be named
        Identity = self.env["pact.identity"].sudo()
        counted = Identity._read_group(
            [
                ("inbox_id", "in", self._pact_inboxes().ids),
                ("partner_id", "in", partners),
            ],
            ["inbox_id"],
            ["partner_id:count_distinct"],
        )
        return {str(inbox.id): count for inbox, count in counted}

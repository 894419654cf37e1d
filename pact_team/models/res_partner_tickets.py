from odoo import api, fields, models


class ResPartner(models.Model):
    """What a contact and its company filed, for who may read it."""

    _inherit = "res.partner"

    pact_ticket_count = fields.Integer(
        string="Requests",
        compute="_compute_pact_ticket_count",
        groups="pact_team.pact_team_group_agent",
    )

    @api.depends_context("uid")
    def _compute_pact_ticket_count(self):
        """Count those of the whole company on its page, else those one filed."""
        # With the rights of the asking user, also where a screen computes under sudo.
        tickets = self.env["pact.ticket"].sudo(False)
        saved = self._origin
        found = {}
        for field in ("partner_id", "commercial_partner_id"):
            domain = [(field, "in", saved.ids)]
            rows = tickets._read_group(domain, [field], ["__count"])
            found[field] = {partner.id: count for partner, count in rows}
        for partner in self:
            counts = found[partner._pact_ticket_field()]
            partner.pact_ticket_count = counts.get(partner._origin.id, 0)

    def _pact_ticket_field(self):
        # sudo: res.partner - whether it is a company, of a contact that is shown
        contact = self._origin.sudo()
        is_company = contact.commercial_partner_id == contact
        return "commercial_partner_id" if is_company else "partner_id"

    def action_pact_tickets(self):
        """List what was filed by this contact, or by its company."""
        self.ensure_one()
        self.check_access("read")
        xmlid = "pact_team.pact_ticket_action"
        action = self.env["ir.actions.act_window"]._for_xml_id(xmlid)
        return action | {
            "domain": [(self._pact_ticket_field(), "=", self.id)],
            "context": {"default_partner_id": self.id},
        }

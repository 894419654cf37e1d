from odoo import api, fields, models

from odoo.addons.mail.tools.discuss import Store


class ResPartner(models.Model):
    """Two contacts who are the same person become one, by a person's word."""

    _inherit = "res.partner"

    pact_same_partner_id = fields.Many2one(
        "res.partner",
        string="Perhaps the same person",
        index="btree_not_null",
        ondelete="set null",
        readonly=True,
        copy=False,
        help="The network says so. Compare the two, and merge them if that is right.",
    )
    pact_is_mergeable = fields.Boolean(compute="_compute_pact_is_mergeable")

    @api.depends_context("uid")
    def _compute_pact_is_mergeable(self):
        mergeable = self._origin._pact_mergeable()
        for partner in self:
            partner.pact_is_mergeable = partner._origin in mergeable

    def _pact_mergeable(self):
        """Return those whom the asking user may merge: no shared ones, no logins."""
        companies = self.env["pact.member"]._companies_where("may_configure")
        editable = self._pact_editable()
        # sudo: res.partner - whose company's customers they are
        owned = editable.sudo().filtered(lambda one: one.company_id in companies)
        return editable & owned - editable._pact_with_login()

    def _pact_merge(self, other):
        """Take over what ``other`` has: identities, conversations, words and files."""
        # sudo: discuss.channel - which conversations change their customer
        channels = self.env["discuss.channel"].sudo()
        moved = channels.search([("pact_partner_id", "=", other.id)])
        was = other.display_name
        # sudo: base.partner.merge.automatic.wizard - contacts that were checked
        wizard = self.env["base.partner.merge.automatic.wizard"].sudo()
        # sudo: res.partner - the contact that is kept, which was checked as well
        contact = self.sudo()
        wizard._merge([contact.id, other.id], contact, extra_checks=False)
        if contact.pact_same_partner_id == contact:
            contact.pact_same_partner_id = False
        moved.name = contact.display_name
        for channel in moved:
            Store(bus_channel=channel).add(channel, ["name"]).bus_send()
        contact.message_post(
            body=self.env._("%(contact)s was the same person.", contact=was),
            subtype_xmlid="mail.mt_note",
        )

from odoo import api, fields, models

from .discuss_channel import OPEN


class DiscussChannel(models.Model):
    """Conversations with groups of the network: a list of their own."""

    _inherit = "discuss.channel"

    # Kept here too, so that the list asks nothing of records its reader may not read.
    pact_is_group = fields.Boolean(string="With a group")

    _pact_group_only = models.Constraint(
        "CHECK (channel_type = 'pact' OR pact_is_group IS NOT TRUE)",
        "Only a conversation with a customer is one with a group.",
    )
    _pact_group_idx = models.Index(
        "(pact_company_id, last_interest_dt DESC) WHERE pact_is_group"
    )

    @api.model
    def _pact_open_groups(self, inbox):
        return self.search(
            [
                ("pact_is_group", "=", True),
                ("pact_inbox_id", "=", inbox.id),
                ("pact_state", "in", OPEN),
            ]
        )

    @api.model
    def _pact_rename(self, identity):
        """Call the conversations of ``identity`` as its contact is called."""
        channels = self.search([("pact_identity_id", "=", identity.id)])
        channels.name = identity.partner_id.display_name
        channels._pact_notify_watchers(["name"])

    @api.model
    def get_empty_list_help(self, help_message):
        """Say in words why there may be no group at all."""
        if self.env.context.get("pact_groups"):
            help_message = self.env["ir.qweb"]._render(
                "pact_team.groups_empty", {"access": self._pact_group_access()}
            )
        return super().get_empty_list_help(help_message)

    @api.model
    def _pact_group_access(self):
        """Return the best that any number of the asking user's companies has."""
        companies = self.env["pact.member"]._mine().company_id & self.env.companies
        # sudo: pact.inbox - only whether groups are offered to anybody here
        inboxes = self.env["pact.inbox"].sudo()
        found = inboxes.search([("company_id", "in", companies.ids)])
        known = set(found.mapped("group_access"))
        return next((one for one in ("offered", "unknown") if one in known), "refused")

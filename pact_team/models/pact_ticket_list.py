from odoo import api, models

# Of whom a list names, what their names are made of.
NAMED = {
    "commercial_partner_id": (
        "name",
        "type",
        "is_company",
        "parent_id",
        "company_name",
        "commercial_company_name",
    ),
    "team_id": ("name",),
}


class PactTicket(models.Model):
    """What is read for a list of requests: nothing twice, and nothing in vain."""

    _inherit = "pact.ticket"

    @api.model
    def search_fetch(self, domain, field_names=None, offset=0, limit=None, order=None):
        """Keep what a search says of what it finds: that the asking user may read it.

        Core would ask it of each once more. As always it is forgotten with the first
        change of a membership or a request.
        """
        found = super().search_fetch(domain, field_names, offset, limit, order)
        if not self.env.su and field_names:
            # sudo: pact.ticket - found by the rule; core asks it, and names, so
            found.sudo()._keep_what_was_found(field_names)
        return found

    def _keep_what_was_found(self, field_names):
        with self.env.protecting([self._fields["is_readable"]], self):
            self.is_readable = True
        # No more than names; a customer has forty columns.
        for name in NAMED.keys() & field_names:
            self[name].fetch(NAMED[name])

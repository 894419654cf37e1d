from odoo import api, models

# Of whom a list names, what names are made of: a customer has forty columns more.
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
    """What a list of requests reads: no right twice, and of a name no other column."""

    _inherit = "pact.ticket"

    @api.model
    def search_fetch(self, domain, field_names=None, offset=0, limit=None, order=None):
        """Remember that whoever searched may read what was found.

        Core would check each of them again. It is forgotten as soon as rights of a
        membership change, or whose the request is.
        """
        found = super().search_fetch(domain, field_names, offset, limit, order)
        if field_names and not self.env.su:
            # sudo: pact.ticket - core checks them, and names whom they name, under sudo
            known = found.sudo()
            known._remember_readable()
            known._read_names(field_names)
        return found

    def _remember_readable(self):
        with self.env.protecting([self._fields["is_readable"]], self):
            self.is_readable = True

    def _read_names(self, field_names):
        for name in NAMED.keys() & field_names:
            self[name].fetch(NAMED[name])

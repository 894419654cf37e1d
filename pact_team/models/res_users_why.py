from odoo import models


class ResUsers(models.Model):
    """Where a screen offers to ask why; the question itself asks again."""

    _inherit = "res.users"

    def _init_store_data(self, store):
        super()._init_store_data(store)
        if companies := self.env["pact.member"]._companies_explained():
            store.add_global_values(pact_explaining_company_ids=companies.ids)

from odoo import models


class ResUsers(models.Model):
    _inherit = "res.users"

    def _init_store_data(self, store):
        super()._init_store_data(store)
        starting = self.env["pact.member"]._mine().filtered("may_start")
        if starting:
            store.add_global_values(pact_starting_company_ids=starting.company_id.ids)

from odoo import models


class ResUsers(models.Model):
    """What a screen offers of custody; the actions themselves ask again."""

    _inherit = "res.users"

    def _init_store_data(self, store):
        super()._init_store_data(store)
        mine = self.env["pact.member"]._mine()
        if mine:
            store.add_global_values(
                pact_transferring_company_ids=mine.filtered(
                    "may_transfer"
                ).company_id.ids,
                pact_joining_company_ids=self.env["discuss.channel"]
                ._pact_joining()
                .ids,
            )

from odoo import models


class ResUsers(models.Model):
    """What a screen offers of the dispenser; the action itself asks again."""

    _inherit = "res.users"

    def _init_store_data(self, store):
        super()._init_store_data(store)
        mine = self.env["pact.member"]._mine()
        if mine:
            asking = mine.filtered(lambda one: one.may_dispense and one.may_answer)
            store.add_global_values(
                pact_may_dispense=bool(asking),
                pact_may_take=bool(mine.filtered("may_take")),
            )

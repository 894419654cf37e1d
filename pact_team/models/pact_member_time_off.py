from odoo import fields, models
from odoo.exceptions import UserError


class PactMember(models.Model):
    """Whoever has time off is not there, unless their company allows it."""

    _inherit = "pact.member"

    def _who_may_be_there(self):
        """Return those whom no time off keeps from being available now."""
        bound = self.filtered(lambda one: not one.company_id.pact_works_on_time_off)
        return self - bound._on_leave(fields.Datetime.now())

    def _check_may_be_there(self):
        if not self._who_may_be_there():
            raise UserError(
                self.env._(
                    "You have time off now. If you work all the same, ask whoever "
                    "looks after your team to change it."
                )
            )

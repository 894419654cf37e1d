from odoo import models


class DiscussChannel(models.Model):
    """I16: a request outlives its conversations, unless it is finished with one."""

    _inherit = "discuss.channel"

    def pact_finishing(self):
        """Offer to finish the request too, to who may."""
        ticket = self._pact_requests_to_finish()
        return super().pact_finishing() | {"request": ticket.protocol or ""}

    def action_pact_finish(self, values=None):
        """Finish the requests too, where ``finishes_request`` is asked for.

        :raise AccessError: if one of them is not the asking user's to finish
        """
        values = values if isinstance(values, dict) else {}
        is_asked = values.get("finishes_request") is True
        tickets = self.env["pact.ticket"]
        if is_asked:
            tickets = self._pact_requests_to_finish()
        result = super().action_pact_finish(values)
        if tickets:
            tickets.action_finish()
        return result

    def _pact_requests_to_finish(self):
        """Return the open requests of these that the asking user may finish."""
        self.check_access("read")
        # sudo: discuss.channel - which request; whether it is theirs is asked next
        tickets = self.sudo().pact_ticket_id.sudo(False)._filtered_access("write")
        return tickets.filtered(lambda one: one.state != "finished")

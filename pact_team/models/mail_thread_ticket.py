from odoo import api, models


class MailThread(models.AbstractModel):
    """Letters about a request are asked whose word they are before they are kept."""

    _inherit = "mail.thread"

    @api.model
    def message_route(
        self, message, message_dict, model=None, thread_id=None, custom_values=None
    ):
        """Find where a letter belongs; requests decide whose word it is to them."""
        routes = super().message_route(
            message, message_dict, model, thread_id, custom_values
        )
        return self.env["pact.ticket"]._admit(message, message_dict, routes)

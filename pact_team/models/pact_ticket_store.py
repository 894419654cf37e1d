from odoo import models

from odoo.addons.mail.tools.discuss import Store


class PactTicket(models.Model):
    """What the composer of a request knows: whose responses it offers, and to whom."""

    _inherit = "pact.ticket"

    def _thread_to_store(self, store: Store, fields, *, request_list=None):
        ours = [
            Store.Attr("pact_company_ref", lambda ticket: ticket.company_id.id),
            Store.Attr("pact_contact_name", lambda ticket: ticket.contact_name or ""),
        ]
        super()._thread_to_store(store, [*fields, *ours], request_list=request_list)

    def _creation_message(self):
        return self.env._("The request was filed.")

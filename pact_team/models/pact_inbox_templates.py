from odoo import models


class PactInbox(models.Model):
    """Templates belong to the account of an inbox, which other inboxes share."""

    _inherit = "pact.inbox"

    def _siblings_of_account(self):
        """Return the inboxes of the same account of the network, this one included.

        Archived ones too: what hangs on one of them still belongs to the account.
        """
        self.ensure_one()
        return self.with_context(active_test=False).search(
            [
                ("company_id", "=", self.company_id.id),
                ("provider", "=", self.provider),
                ("account_ref", "=", self.account_ref),
            ]
        )

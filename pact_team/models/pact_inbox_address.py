from odoo import api, models
from odoo.tools import consteq


class PactInbox(models.Model):
    """Which inbox a network speaks of: what comes in is never lost on the way.

    An archived inbox sends nothing, but its address still takes what customers write.
    """

    _inherit = "pact.inbox"

    @api.model
    def _find_by_webhook(self, provider, key):
        """Return the inbox behind a webhook address: the only door from outside."""
        # sudo: pact.inbox - whoever calls must still prove to know the app secret
        inboxes = self.sudo().with_context(active_test=False)
        return inboxes.search_fetch(
            [("webhook_key", "=", key), ("provider", "=", provider)],
            limit=1,
        )

    def _find_by_address(self, addresses):
        """Return ``{address: inbox}`` for the numbers and accounts served here.

        A network sends everything of one app to one address, so this inbox also
        answers for its siblings: those that share its secret, hence its owner. One
        that is archived leaves its number to the sibling that took it over.
        """
        self.ensure_one()
        own = {self.account_ref: self, self.number_ref: self}
        others = addresses - own.keys() if self.active else addresses
        return own | (self._siblings_by_address(others) if others else {})

    def _everywhere_on_account(self):
        """Return every inbox that the network means when it speaks of this account.

        Its news, and what it counts, concern all companies that connected the account.
        Those prove by the app's secret that they did: else whoever types the number of
        an account would hear of it. Archived ones are among them, as what hangs on
        them still belongs to the account.
        """
        self.ensure_one()
        if not self.account_ref:
            return self
        found = self.with_context(active_test=False).search_fetch(
            [
                ("provider", "=", self.provider),
                ("account_ref", "=", self.account_ref),
            ],
            ["company_id", "active"],
        )
        return found.with_env(self.env).filtered(
            lambda one: one.company_id == self.company_id or self._has_same_secret(one)
        )

    def _all_of_account(self):
        """Return those of the account that are of this company.

        For what has an owner: its templates, and what it sends from.
        """
        everywhere = self._everywhere_on_account()
        return everywhere.filtered(lambda one: one.company_id == self.company_id)

    def _siblings_by_address(self, addresses):
        found = self.with_context(active_test=False).search(
            [
                ("provider", "=", self.provider),
                "|",
                ("number_ref", "in", list(addresses)),
                ("account_ref", "in", list(addresses)),
            ]
        )
        # The active ones last: where two share an address, they have it.
        siblings = found.filtered(self._has_same_secret).sorted("active")
        return {inbox.account_ref: inbox for inbox in siblings} | {
            inbox.number_ref: inbox for inbox in siblings
        }

    def _has_same_secret(self, inbox):
        # sudo: pact.inbox - compared, and told to nobody
        theirs, ours = inbox.sudo().app_secret, self.sudo().app_secret
        return bool(theirs and ours) and consteq(theirs.encode(), ours.encode())

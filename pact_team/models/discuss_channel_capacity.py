from odoo import api, models


class DiscussChannel(models.Model):
    """Nobody is given more than they may hold, or anything while they pause."""

    _inherit = "discuss.channel"

    def _pact_hold(self, user, reason="taken", *, is_forced=False, **words):
        """Give it to ``user`` if they may have it; see :meth:`_admit`.

        What was decided in this very transaction is not asked again: to write the
        member's row fails where anybody changed it since it was read.
        """
        members = self.env["pact.member"]
        if decision := words.get("decision"):
            members.browse(decision["chosen"])._stay(is_given=True)
            return super()._pact_hold(user, reason, **words)
        member = members._of(user, self.pact_company_id)
        is_beyond = member._admit(reason, self._pact_weight(), is_forced=is_forced)
        return super()._pact_hold(user, reason, is_forced=is_beyond, **words)

    def _pact_may_get_back(self, user):
        """Return whether what ``user`` finished may come back to them by itself."""
        member = self.env["pact.member"]._of(user, self.pact_company_id)
        return self._pact_may_hold(user) and not member._unfitness(
            "reopened", self._pact_weight()
        )

    @api.model
    def _pact_begin(self, wish, team, identity):
        member = self.env["pact.member"]._of(self.env.user, identity.company_id)
        member._admit("started", identity.inbox_id._points())
        return super()._pact_begin(wish, team, identity)

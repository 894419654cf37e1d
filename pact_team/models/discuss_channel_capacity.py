from odoo import api, models


class DiscussChannel(models.Model):
    """Nobody is given more than they may hold, or anything while they pause."""

    _inherit = "discuss.channel"

    def _pact_hold(self, user, reason="taken", **words):
        """Give it to ``user`` if they may have it; see :meth:`_admit`.

        What was decided in this very transaction is not asked again: to write the
        member's row fails where anybody changed it since it was read.
        """
        members = self.env["pact.member"]
        if decision := words.get("decision"):
            members.browse(decision["chosen"])._stay(is_given=True)
        else:
            members._of(user, self.pact_company_id)._admit(reason)
        return super()._pact_hold(user, reason, **words)

    def _pact_may_get_back(self, user):
        """Return whether what ``user`` finished may come back to them by itself."""
        member = self.env["pact.member"]._of(user, self.pact_company_id)
        return self._pact_may_hold(user) and not member._unfitness("reopened")

    @api.model
    def _pact_begin(self, wish, team, identity):
        self.env["pact.member"]._of(self.env.user, identity.company_id)._admit(
            "started"
        )
        return super()._pact_begin(wish, team, identity)

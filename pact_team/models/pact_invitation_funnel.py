from odoo import api, fields, models
from odoo.fields import Domain

# Nothing is leaving just now.
IDLE = {"queued": 0, "sent": 0}


class PactInvitation(models.Model):
    """How far all invitations of a company have come, for the page of its people."""

    _inherit = "pact.invitation"

    @api.model
    @api.readonly
    def get_funnel(self, company_id=None):
        """Return how many invitations have come how far, and what is still leaving.

        ``queued`` and ``sent`` tell of the batch that leaves just now; both are 0
        where nothing waits.
        """
        company_id = company_id or self.env.company.id
        self._check_may_invite([company_id])
        own = Domain("company_id", "=", company_id)
        counts = dict(self._read_group(own, ["state"], ["__count"]))
        return {
            "states": [
                {"state": state, "label": label, "count": counts.get(state, 0)}
                for state, label in self._selection_state()
            ],
            **(self._batch_progress(own) if counts.get("draft") else IDLE),
        }

    def _batch_progress(self, own):
        waits = Domain("state", "=", "draft") & Domain("failure_reason", "=", False)
        waits &= Domain("queued_date", "!=", False)
        [[waiting, since]] = self._read_group(
            own & waits, [], ["__count", "queued_date:min"]
        )
        batch = own & Domain("queued_date", ">=", since or fields.Datetime.now())
        queued = self.search_count(batch) if waiting else 0
        return {"queued": queued, "sent": queued - waiting}

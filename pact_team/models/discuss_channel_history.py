from odoo import api, fields, models
from odoo.fields import Domain

PAGE = 10
# More than a database counts is no offset.
FURTHEST = 2**31


class DiscussChannel(models.Model):
    """Finished conversations of a contact, for who may read their history."""

    _inherit = "discuss.channel"

    @api.model
    def _pact_history_companies(self):
        """Return where the asking user may read what is finished, whoever held it."""
        return self.env["pact.member"]._companies_where("may_read_history")

    @api.model
    def _pact_history_domain(self):
        """Return what the right to read the history opens, on top of other rights."""
        _answering, reading = self._pact_companies()
        companies = self._pact_history_companies() - reading
        finished = Domain("pact_state", "=", "finished")
        return finished & Domain("pact_company_id", "in", companies.ids)

    def pact_history(self, offset=0):
        """Return a page of what was finished with the same customer, newest first.

        Only what the asking user may read. ``has_more`` says whether a page follows.
        """
        self.ensure_one()
        self.check_access("read")
        finished = self.search(
            Domain("pact_partner_id", "=", self._pact_customer_id())
            & Domain("pact_state", "=", "finished")
            & Domain("id", "!=", self.id),
            order="pact_finished_date desc, id desc",
            offset=offset if isinstance(offset, int) and 0 < offset < FURTHEST else 0,
            limit=PAGE + 1,
        )
        return {
            "has_more": len(finished) > PAGE,
            "conversations": [one._pact_history_line() for one in finished[:PAGE]],
        }

    def _pact_customer_id(self):
        # sudo: res.partner - only the id, for a search of one's own
        return self.sudo().pact_partner_id.id

    def _pact_history_line(self):
        return {
            "id": self.id,
            "finished": fields.Datetime.to_string(self.pact_finished_date),
            "agent": self.pact_agent_name or "",
            "inbox": self.pact_inbox_name or "",
        }

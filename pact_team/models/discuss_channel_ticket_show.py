from odoo import fields, models
from odoo.tools import html2plaintext

A_LINE = 160


class DiscussChannel(models.Model):
    """I16: what a request shows of its conversations."""

    _inherit = "discuss.channel"

    def _pact_shown_in_request(self, readable):
        """Return who talks to the customer where, and of ``readable`` what was said.

        Runs under sudo, after it was asked whether the request may be read.
        """
        states = dict(self._fields["pact_state"]._description_selection(self.env))
        last = self._pact_last_said(readable)
        return [
            {
                "id": one.id,
                "inbox": one.pact_inbox_id.name,
                "agent": one.pact_agent_id.name or "",
                "state": states[one.pact_state],
                "date": fields.Datetime.to_string(
                    one.last_interest_dt or one.create_date
                ),
                "is_readable": one in readable,
                "last": last.get(one.id, ""),
            }
            for one in self
        ]

    def _pact_last_said(self, readable):
        """Return ``{id: words}``, the last that was said in each of ``readable``."""
        if not readable:
            return {}
        comment = self.env.ref("mail.mt_comment")
        newest = self.env["mail.message"]._read_group(
            [
                ("model", "=", self._name),
                ("res_id", "in", readable.ids),
                ("subtype_id", "=", comment.id),
            ],
            ["res_id"],
            ["id:max"],
        )
        messages = self.env["mail.message"].browse(row[1] for row in newest)
        return {
            one.res_id: html2plaintext(one.body or "").strip()[:A_LINE]
            for one in messages
        }

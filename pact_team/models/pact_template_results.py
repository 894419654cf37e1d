from datetime import timedelta

from odoo import fields, models
from odoo.tools import SQL

# Older ones say little of how a text is received now, and would cost more each year.
LOOKED_AT = timedelta(days=90)
ANSWER = timedelta(hours=24)


class PactTemplate(models.Model):
    """How often a template was sent lately, and how often somebody answered it."""

    _inherit = "pact.template"

    sent_count = fields.Integer(string="Sent", compute="_compute_results")
    reply_count = fields.Integer(
        string="Answered within 24 hours", compute="_compute_results"
    )

    def _compute_results(self):
        results = self._origin._results()
        for template in self:
            sent, replied = results.get(template._origin.id, (0, 0))
            template.sent_count, template.reply_count = sent, replied

    def _results(self):
        """Return ``{template: (sent, answered)}`` of the last ninety days."""
        if not self.ids:
            return {}
        self.env["pact.message"].flush_model()
        rows = self.env.execute_query(
            SQL(
                """
                SELECT sent.template_id, COUNT(*), COUNT(*) FILTER (WHERE EXISTS (
                       SELECT 1 FROM pact_message reply
                        WHERE reply.identity_id = sent.identity_id
                          AND reply.direction = 'in'
                          AND reply.create_date > sent.create_date
                          AND reply.create_date <= sent.create_date + %(answer)s))
                  FROM pact_message sent
                 WHERE sent.template_id IN %(templates)s
                   AND sent.direction = 'out'
                   AND sent.state IN ('sent', 'delivered', 'read')
                   AND sent.create_date > %(since)s
              GROUP BY sent.template_id
                """,
                answer=ANSWER,
                templates=tuple(self.ids),
                since=fields.Datetime.now() - LOOKED_AT,
            )
        )
        return {template_id: (sent, replied) for template_id, sent, replied in rows}

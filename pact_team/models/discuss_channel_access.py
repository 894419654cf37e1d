from odoo import api, fields, models
from odoo.fields import Domain

from .discuss_channel import is_pact


class DiscussChannel(models.Model):
    """Who reads a conversation: asked of the membership at query time, never stored."""

    _inherit = "discuss.channel"

    pact_is_readable = fields.Boolean(
        compute="_compute_pact_is_readable", search="_search_pact_is_readable"
    )

    @api.depends("channel_type", "pact_agent_id", "pact_company_id", "pact_state")
    @api.depends_context("uid")
    def _compute_pact_is_readable(self):
        answering, reading = self._pact_companies()
        history = self._pact_history_companies()
        for channel in self:
            # sudo: discuss.channel - a rule asks this before reading is granted
            stored = channel.sudo()
            company = stored.pact_company_id
            is_holder = stored.pact_agent_id.id == self.env.uid
            is_finished = stored.pact_state == "finished"
            channel.pact_is_readable = is_pact(stored) and (
                (is_holder and company in answering)
                or company in reading
                or (is_finished and company in history)
            )

    def _search_pact_is_readable(self, operator, value):
        if operator != "in":
            return NotImplemented
        answering, reading = self._pact_companies()
        held = Domain("pact_agent_id", "=", self.env.uid) & Domain(
            # Whoever reads all of a company needs no second condition for it.
            "pact_company_id",
            "in",
            (answering - reading).ids,
        )
        readable = Domain("channel_type", "=", "pact") & (
            held
            | Domain("pact_company_id", "in", reading.ids)
            | self._pact_history_domain()
        )
        return readable if True in value else ~readable

    @api.model
    def _pact_companies(self):
        """Return where the asking user answers, and where they read others' too."""
        mine = self.env["pact.member"]._mine()
        return (
            mine.filtered("may_answer").company_id,
            mine.filtered("may_read_others").company_id,
        )

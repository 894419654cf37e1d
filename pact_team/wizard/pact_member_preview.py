from odoo import api, fields, models


class PactMemberPreview(models.TransientModel):
    """What somebody would see, as counts, without logging in as them."""

    _name = "pact.member.preview"
    _description = "What a member sees"

    member_id = fields.Many2one("pact.member", required=True, ondelete="cascade")
    counts = fields.Html(compute="_compute_counts", sanitize=False)

    @api.depends("member_id")
    @api.depends_context("uid")
    def _compute_counts(self):
        for preview in self:
            # A form that is never saved names whom it likes, as whom it likes.
            preview.counts = self._render_counts(preview.member_id._origin)

    @api.model
    def _render_counts(self, member):
        if not member:
            return False
        member.check_access("write")
        return self.env["ir.qweb"]._render(
            "pact_team.member_counts", {"rows": self._rows(member)}
        )

    @api.model
    def _rows(self, member):
        Channel = self.env["discuss.channel"]
        pact = [("channel_type", "=", "pact")]
        held = [*pact, ("pact_agent_id", "=", member.user_id.id)]
        seen = [
            (self.env._("Conversations they hold"), Channel, held),
            (self.env._("Conversations they read"), Channel, pact),
            (self.env._("Members"), self.env["pact.member"], []),
            (self.env._("Teams"), self.env["pact.team"], []),
            (self.env._("Roles"), self.env["pact.role"], []),
            (self.env._("Inboxes"), self.env["pact.inbox"], []),
        ]
        waiting = len(self._as(member, Channel)._pact_waiting_for_me(limit=None))
        rows = [
            (label, self._count(member, model, domain)) for label, model, domain in seen
        ]
        return [(self.env._("Waiting for their teams"), waiting), *rows]

    @api.model
    def _as(self, member, model):
        companies = {"allowed_company_ids": member.company_id.ids}
        return model.with_user(member.user_id).sudo(False).with_context(**companies)

    @api.model
    def _count(self, member, model, domain):
        """Return a number, None where the model is closed to them altogether."""
        mine = self._as(member, model)
        company = (
            "pact_company_id" if model._name == "discuss.channel" else "company_id"
        )
        owned = [(company, "in", [member.company_id.id, False])]
        return mine.search_count([*domain, *owned]) if mine.has_access("read") else None

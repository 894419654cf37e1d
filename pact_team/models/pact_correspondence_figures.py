from odoo import api, fields, models

# What a state says of all the steps before it: who replied has read it.
REACHED = {
    "sent": ("sent", "delivered", "read", "replied"),
    "delivered": ("delivered", "read", "replied"),
    "read": ("read", "replied"),
}


class PactCorrespondence(models.Model):
    """How far it has come, in numbers; the names behind them are the recipients."""

    _inherit = "pact.correspondence"

    recipient_count = fields.Integer(string="To be sent", compute="_compute_figures")
    waiting_count = fields.Integer(string="Waiting", compute="_compute_figures")
    sent_count = fields.Integer(string="Sent", compute="_compute_figures")
    delivered_count = fields.Integer(string="Delivered", compute="_compute_figures")
    read_count = fields.Integer(string="Read", compute="_compute_figures")
    replied_count = fields.Integer(string="Replied", compute="_compute_figures")
    failed_count = fields.Integer(string="Failed", compute="_compute_figures")
    uncertain_count = fields.Integer(string="Uncertain", compute="_compute_figures")
    left_out_count = fields.Integer(string="Left out", compute="_compute_figures")
    progress = fields.Float(compute="_compute_figures")
    may_decide = fields.Boolean(compute="_compute_may_decide")

    @api.depends("recipient_ids.state")
    def _compute_figures(self):
        counted = self._count_states()
        for one in self:
            by_state = counted.get(one._origin.id, {})
            one.left_out_count = by_state.pop("left_out", 0)
            one.recipient_count = total = sum(by_state.values())
            one.waiting_count = waiting = sum(
                by_state.get(state, 0) for state in ("waiting", "queued")
            )
            for name, states in REACHED.items():
                one[f"{name}_count"] = sum(by_state.get(each, 0) for each in states)
            for name in ("replied", "failed", "uncertain"):
                one[f"{name}_count"] = by_state.get(name, 0)
            one.progress = total and 100 * (total - waiting) / total

    def _count_states(self):
        """Return ``{id: {state: number}}``, for whoever may read the correspondence."""
        # sudo: pact.correspondence.recipient - numbers; the names have their own rule
        groups = (
            self.env["pact.correspondence.recipient"]
            .sudo()
            ._read_group(
                [("correspondence_id", "in", self._origin.ids)],
                ["correspondence_id", "state"],
                ["__count"],
            )
        )
        counted = {}
        for one, state, count in groups:
            counted.setdefault(one.id, {})[state] = count
        return counted

    @api.depends("company_id")
    @api.depends_context("uid")
    def _compute_may_decide(self):
        deciding = self._companies_deciding()
        for one in self:
            one.may_decide = one.company_id in deciding

    def action_show_recipients(self):
        """Open the list: by a state where the button says which."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "pact_team.pact_correspondence_recipient_action"
        )
        chosen = self.env.context.get("pact_recipient_filter")
        return action | {
            "display_name": self.name,
            "domain": [("correspondence_id", "=", self.id)],
            "context": {f"search_default_{chosen}": 1} if chosen else {},
        }

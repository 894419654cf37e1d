from odoo import api, fields, models
from odoo.exceptions import UserError

from ..models.pact_template_part import storable


class PactFinishing(models.TransientModel):
    """Several conversations that are finished at once, as ticked in a list."""

    _name = "pact.finishing"
    _description = "Finishing conversations"
    _inherit = ["pact.owned"]
    _check_company_auto = True
    _right_to_read = "may_answer"

    channel_ids = fields.Many2many("discuss.channel", string="Conversations")
    count = fields.Integer(string="Conversations in progress", compute="_compute_count")
    is_classified = fields.Boolean(
        string="Finishing needs a classification", compute="_compute_is_classified"
    )
    classification_id = fields.Many2one(
        "pact.classification",
        check_company=True,
        domain="[('company_id', '=', company_id), ('is_for_conversations', '=', True)]",
    )
    note = fields.Text(string="Closing note")

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([storable(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(storable(vals))

    @api.model
    def default_get(self, fields):
        """Take what is in progress, of what was ticked and may be read."""
        values = super().default_get(fields)
        ticked = self.env.context.get("active_ids")
        if "channel_ids" in fields and isinstance(ticked, list):
            found = self.env["discuss.channel"].search(
                [("id", "in", ticked), ("pact_state", "=", "in_progress")]
            )
            values["channel_ids"] = found.ids
            values["company_id"] = found[:1].pact_company_id.id or self.env.company.id
        return values

    @api.depends("channel_ids")
    def _compute_count(self):
        for finishing in self:
            finishing.count = len(finishing.channel_ids)

    @api.depends("company_id")
    def _compute_is_classified(self):
        companies = self.env["pact.member"]._companies_where("may_answer")
        for finishing in self:
            # sudo: res.company - one setting of a company the asking user works in
            company = (finishing.company_id & companies).sudo()
            finishing.is_classified = bool(company.pact_classification_required)

    def action_finish(self):
        """Finish them all, or none; each is asked whether it may be finished."""
        self.ensure_one()
        if not self.channel_ids:
            raise UserError(
                self.env._("None of these conversations is in progress. Choose others.")
            )
        self.channel_ids.action_pact_finish(
            {"classification_id": self.classification_id.id, "note": self.note}
        )
        return {"type": "ir.actions.client", "tag": "soft_reload"}

from odoo import api, fields, models
from odoo.exceptions import UserError

from .pact_template_part import storable


class PactTemplateIdea(models.Model):
    """A template that an agent misses: the situation, and the words for it.

    It comes in by one door, ``suggest``. Whoever makes templates accepts it, which
    makes a draft, or declines it; the author sees what became of it either way.
    """

    _name = "pact.template.idea"
    _description = "Idea for a template"
    _inherit = ["pact.proposed"]
    _right_to_read = "may_manage_templates"
    _right_to_configure = "may_manage_templates"
    _right_to_delete = "may_manage_templates"
    _said_in = "situation"

    situation = fields.Text(required=True, readonly=True)
    text = fields.Text(string="Proposed words", readonly=True)
    state = fields.Selection(
        [("new", "New"), ("accepted", "Accepted"), ("declined", "Declined")],
        default="new",
        required=True,
        readonly=True,
    )
    template_id = fields.Many2one(
        "pact.template", readonly=True, index="btree_not_null", ondelete="set null"
    )
    # Not related fields: those would tell of a template named in a form never saved.
    template_state = fields.Selection(
        selection=lambda self: self.env["pact.template"]._fields["state"].selection,
        string="State of the template",
        compute="_compute_results",
    )
    sent_count = fields.Integer(string="Sent", compute="_compute_results")
    reply_count = fields.Integer(
        string="Answered within 24 hours", compute="_compute_results"
    )

    @api.depends("template_id")
    def _compute_results(self):
        # sudo: pact.template.idea - what became of it, for whoever reads it
        stored = self._origin.sudo()
        results = stored.template_id._results()
        for idea, origin in zip(self, stored, strict=True):
            idea.template_state = origin.template_id.state
            counts = results.get(origin.template_id.id, (0, 0))
            idea.sent_count, idea.reply_count = counts

    def write(self, vals):
        if not self.env.su and vals.keys() - {"answer"}:
            raise UserError(
                self.env._("What was proposed stays as it was. Accept or decline it.")
            )
        vals = storable(vals)
        result = super().write(vals)
        if vals.get("answer"):
            for idea in self:
                idea._notify_author(idea.answer)
        return result

    @api.model
    def suggest(self, situation, text, company_id):
        """Tell those who make templates which one is missing, and in what words."""
        return self._take_in(company_id, situation=situation, text=text)

    @api.model
    def _companies_of_author(self):
        return self.env["pact.member"]._companies_where("may_use_templates")

    def action_accept(self):
        """Make a draft of it, and open that."""
        self.ensure_one()
        self._check_open()
        template = self.env["pact.template"].create(self._template_values())
        # sudo: pact.template.idea - accepted by whoever just had the right to
        self.sudo().write({"state": "accepted", "template_id": template.id})
        self._notify_author(self.env._("Your idea became a draft."))
        return template._open_form()

    def action_decline(self):
        """Say no; why is written in the answer."""
        self._check_open()
        # sudo: pact.template.idea - declined by whoever just had the right to
        self.sudo().state = "declined"
        for idea in self.filtered(lambda one: not one.answer):
            idea._notify_author(self.env._("Your idea was declined."))
        return True

    def _check_open(self):
        self.check_access("write")
        if self.filtered(lambda one: one.state != "new"):
            raise UserError(self.env._("This idea has been decided already."))

    def _template_values(self):
        return {
            "name": f"idea_{self.id}",
            "company_id": self.company_id.id,
            "language": self.user_id.lang,
            "body": self.text or self.situation,
        }

    def _deciders(self):
        return self.env["pact.template"]._managing_members(self.company_id)

    def _news_subject(self):
        return self.env._("%(name)s misses a template", name=self.user_id.name)

    def _notify_author(self, body):
        # sudo: pact.template.idea - the author is told, whoever decides
        said = self.sudo().with_context(lang=self.user_id.lang)
        said._tell_author(said.env._("Your idea for a template"), body)

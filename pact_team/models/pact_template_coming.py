from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import format_date

from .pact_template import CATEGORIES

# How long the network lets people object.
NOTICE = timedelta(days=1)


class PactTemplate(models.Model):
    """The category that a network announces: it is charged by that one soon."""

    _inherit = "pact.template"

    coming_category = fields.Selection(CATEGORIES, readonly=True, copy=False)
    coming_date = fields.Datetime(
        string="Announced for", readonly=True, copy=False, help="When that begins."
    )
    coming_sentence = fields.Char(
        string="Announced", compute="_compute_coming_sentence"
    )

    @api.depends("category", "coming_category", "coming_date")
    @api.depends_context("lang", "tz")
    def _compute_coming_sentence(self):
        now = fields.Datetime.now()
        for template in self:
            coming = template.coming_category
            is_coming = coming not in (False, template.category)
            # An objection that was heard is told by nobody: the day passes.
            is_coming = is_coming and (template.coming_date or now) > now
            template.coming_sentence = is_coming and template._say_coming()

    def _say_coming(self):
        return self.env._(
            "Becomes %(category)s on %(date)s: each message of it is charged as such "
            "from then on.",
            category=self._name_of_category(self.coming_category),
            date=format_date(
                self.env, fields.Datetime.context_timestamp(self, self.coming_date)
            ),
        )

    def _hear_coming(self, category):
        """Write down what is announced, and tell those who make templates, once."""
        if category in (None, self.category, self.coming_category):
            return
        date = fields.Datetime.now() + NOTICE
        self.write({"coming_category": category, "coming_date": date})
        self._tell_managers()

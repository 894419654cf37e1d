from odoo import api, fields, models

ICONS = {"image": "fa-picture-o", "video": "fa-film", "document": "fa-file-o"}


class PactTemplate(models.Model):
    """What the customer will see, while somebody still writes it."""

    _inherit = "pact.template"

    preview = fields.Html(compute="_compute_preview", sanitize=False)
    reason_sentence = fields.Text(compute="_compute_reason_sentence")

    @api.depends(
        "header_kind",
        "header_text",
        "body",
        "footer",
        "button_ids.text",
        "button_ids.kind",
        "variable_ids.sample",
    )
    def _compute_preview(self):
        for template in self:
            template.preview = self.env["ir.qweb"]._render(
                "pact_team.template_preview",
                {
                    "icon": ICONS.get(template.header_kind),
                    "said": template._html(template._samples()),
                },
            )

    def _samples(self):
        """Return the examples as values for the blanks; what has none stays marked."""
        return {
            one._key(): one.sample or f"{{{{{one.name}}}}}" for one in self.variable_ids
        }

    @api.depends("reason", "state")
    @api.depends_context("lang")
    def _compute_reason_sentence(self):
        for template in self:
            template.reason_sentence = template._reason_sentence()

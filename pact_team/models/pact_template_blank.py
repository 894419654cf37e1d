from odoo import api, models
from odoo.fields import Command

from ..rules import template as rule
from ..rules import template_buttons


class PactTemplate(models.Model):
    """Blanks come and go with the text they stand in; what fills them is kept."""

    _inherit = "pact.template"

    def _blanks_in_text(self):
        """Return ``(place, button, name)`` of each blank that stands in the texts."""
        self.ensure_one()
        texts = (("header", self._header_words()), ("body", self.body or ""))
        found = [
            (place, 0, name)
            for place, text in texts
            for name in rule.placeholders(text)
        ]
        for index, button in enumerate(self.button_ids):
            if button.kind == "copy_code":
                found.append(("button", index, "code"))
            elif button.kind == "url" and template_buttons.has_variable(
                {"url": button.url}
            ):
                found.append(("button", index, "1"))
        return found

    def _blank_commands(self):
        """Return what to add to and take from the blanks, to agree with the texts."""
        wanted = self._blanks_in_text()
        known = {one._where(): one for one in self.variable_ids}
        gone = [one.id for where, one in known.items() if where not in wanted]
        return [
            *(Command.delete(number) for number in gone),
            *(
                Command.create({"place": place, "button_index": index, "name": name})
                for place, index, name in wanted
                if (place, index, name) not in known
            ),
        ]

    @api.onchange("body", "header_kind", "header_text", "button_ids")
    def _onchange_text(self):
        self.variable_ids = self._blank_commands()

    def _agree_with_text(self):
        """Make the blanks those of the texts, whoever wrote them."""
        for template in self:
            if commands := template._blank_commands():
                # sudo: pact.template - follows from texts that were just written
                template.sudo().write({"variable_ids": commands})

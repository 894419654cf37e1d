from dataclasses import asdict, dataclass

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html

from ..providers.courier import ButtonValue, Parameter, Template
from ..rules import template as rule


@dataclass(frozen=True)
class Filled:
    """A template with its blanks filled: what travels, and what people read of it."""

    template_id: int
    content: dict
    text: str
    html: str


class PactTemplate(models.Model):
    """Filling the blanks: the preview is what is sent, from one place."""

    _inherit = "pact.template"

    def _fill(self, partner, user, values, *, subject=""):
        """Return the template as ``partner`` gets it from ``user``.

        ``values`` maps the key of each blank that is written by hand to its text.

        :raise UserError: if a blank would stay empty
        """
        self.ensure_one()
        filled = self._values(partner, user, values, subject)
        if missing := [one for one in self.variable_ids if not filled[one._key()]]:
            raise UserError(
                self.env._(
                    "Fill in %(blanks)s before you send this template.",
                    blanks=", ".join(one.label or one.name for one in missing),
                )
            )
        return Filled(
            template_id=self.id,
            content=asdict(self._content(filled)),
            text=self._text(filled),
            html=self._html(filled),
        )

    def _values(self, partner, user, values, subject):
        """Return the text of each blank by its key, as the network takes it."""
        own = {
            "contact": partner.name,
            "agent": user.name,
            "company": self.company_id.name,
            "subject": subject,
        }
        return {
            one._key(): rule.one_line(
                own.get(one.source) or values.get(one._key()) or ""
            )
            for one in self.variable_ids
        }

    def _at(self, filled, place, index=0):
        """Return the values of one part of the template by the names of its blanks."""
        return {
            one.name: filled[one._key()]
            for one in self.variable_ids
            if one.place == place and (place != "button" or one.button_index == index)
        }

    def _content(self, filled):
        """Return what the network is told: the name, and the blanks in their order."""
        return Template(
            name=self.name,
            language=self.language,
            header=self._header_content(filled),
            body=self._parameters(self.body, self._at(filled, "body")),
            buttons=tuple(self._button_contents(filled)),
        )

    def _header_content(self, filled):
        if self.header_kind == "text":
            found = self._parameters(self.header_text, self._at(filled, "header"))
            return ("text", found[0]) if found else None
        return (self.header_kind, None) if self.header_kind else None

    def _parameters(self, text, values):
        is_named = self.parameter_format == "named"
        return tuple(
            Parameter(values[name], name if is_named else None)
            for name in rule.placeholders(text or "")
        )

    def _button_contents(self, filled):
        for index, button in enumerate(self.button_ids):
            for value in self._at(filled, "button", index).values():
                yield ButtonValue(index, button.kind, value)

    def _header_copy(self):
        """Return the file of the header as an upload of whoever sends it now."""
        upload = {"res_model": "mail.compose.message", "res_id": 0}
        return self.header_attachment_id.copy(upload)

    def _text(self, filled):
        header = self.header_kind == "text" and self.header_text
        parts = [
            rule.fill(header or "", self._at(filled, "header")),
            rule.fill(self.body, self._at(filled, "body")),
            self.footer or "",
        ]
        return "\n\n".join(filter(None, parts))

    def _html(self, filled):
        """Return what the customer sees, as it stands in the conversation."""
        return self.env["ir.qweb"]._render(
            "pact_team.template_body",
            {
                "header": self.header_kind == "text"
                and rule.fill(self.header_text or "", self._at(filled, "header")),
                "body": plaintext2html(rule.fill(self.body, self._at(filled, "body"))),
                "footer": self.footer,
                "buttons": self.button_ids.mapped("text"),
            },
        )

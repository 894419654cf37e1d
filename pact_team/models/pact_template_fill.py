from dataclasses import asdict, dataclass

from odoo import models
from odoo.exceptions import UserError
from odoo.tools import plaintext2html

from ..providers import untrusted
from ..providers.courier import ButtonValue, Parameter, Template
from ..rules import template as rule
from ..rules import template_buttons
from .pact_template_variable import PLACES


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

        :raise UserError: if a blank would stay empty, or the text become too long
        """
        self.ensure_one()
        filled = self._values(partner, user, values, subject)
        self._check_filled(filled)
        return Filled(
            template_id=self.id,
            content=asdict(self._content(filled)),
            text=self._text(filled),
            html=self._html(filled),
        )

    def _blanks_in_order(self):
        """Return the blanks as somebody reads the template from its top."""
        names = rule.VARIABLE.findall(f"{self._header_words()} {self.body}")
        read = {name: position for position, name in enumerate(reversed(names))}
        return self.variable_ids.sorted(
            lambda one: (
                PLACES.index(one.place),
                one.button_index,
                -read.get(one.name, 0),
            )
        )

    def _check_filled(self, filled):
        blanks = self._blanks_in_order()
        if missing := blanks.filtered(lambda one: not filled[one._key()]):
            raise UserError(
                self.env._(
                    "Fill in %(blanks)s before you send this template.",
                    blanks=", ".join(one._shown_label() for one in missing),
                )
            )
        if not self._fits(filled):
            raise UserError(
                self.env._(
                    "With what you wrote this is longer than the network takes. Say it "
                    "in fewer words."
                )
            )

    def _fits(self, filled):
        header = rule.fill(self._header_words(), self._at(filled, "header"))
        buttons = (value for key, value in filled.items() if key[:6] == "button")
        return (
            rule.fits(self.body, self._at(filled, "body"))
            and len(header) <= rule.HEADER_LIMIT
            and all(len(value) <= template_buttons.URL_LIMIT for value in buttons)
        )

    def _values(self, partner, user, values, subject):
        """Return the text of each blank by its key, as the network takes it."""
        own = self._own_values(partner, user, subject)
        return {
            one._key(): own.get(one.source) or _one_line(values.get(one._key()))
            for one in self.variable_ids
        }

    def _own_values(self, partner, user, subject):
        """Return what is known without asking anybody, by the source of a blank."""
        own = {
            "contact": partner.name,
            "agent": user.name,
            "company": self.company_id.name,
            "subject": subject,
        }
        return {source: _one_line(value) for source, value in own.items()}

    def _header_words(self):
        return (self.header_text or "") if self.header_kind == "text" else ""

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
        is_file = self.header_kind in rule.FILES
        return self.header_attachment_id.filtered(lambda _one: is_file).copy(upload)

    def _text(self, filled):
        parts = [
            rule.fill(self._header_words(), self._at(filled, "header")),
            rule.fill(self.body, self._at(filled, "body")),
            self.footer or "",
        ]
        return "\n\n".join(filter(None, parts))

    def _html(self, filled):
        """Return what the customer sees, as it stands in the conversation."""
        return self.env["ir.qweb"]._render(
            "pact_team.template_body",
            {
                "header": rule.fill(self._header_words(), self._at(filled, "header")),
                "body": plaintext2html(
                    rule.fill(self.body or "", self._at(filled, "body"))
                ),
                "footer": self.footer,
                "buttons": self.button_ids.mapped("text"),
            },
        )


def _one_line(value):
    """Return what somebody handed in as one line of text; nobody vouches for it."""
    return rule.one_line(untrusted.text(value))

from odoo import api, models

from ..rules import template as rule

# More names would only make somebody wonder which of them to ask.
MOST_NAMED = 3


class PactTemplate(models.Model):
    """What somebody chooses from, with all that a preview needs before it is sent."""

    _inherit = "pact.template"

    @api.model
    def _choices(self, inbox, teams, partner, user, *, subject=""):
        """Return what members of ``teams`` may send from ``inbox`` as plain dicts.

        Those in the language of ``partner`` come first, and among them what continues
        a conversation. A text is a list of pieces,
        either words or the key of a blank that is still to be written: put together
        with what is written it is what ``_fill`` makes of it.
        """
        found = self.search(self._sendable_domain(inbox, teams))
        languages = self._languages_of(partner, user)
        found = found.sorted(lambda one: one._rank(languages))
        return [one._choice(partner, user, subject) for one in found]

    @api.model
    def _languages_of(self, partner, user):
        """Return the customer's language and its kin, then the agent's own."""
        codes = filter(None, (partner.lang, user.lang))
        return [name for code in codes for name in (code, code.split("_")[0])]

    def _rank(self, languages):
        return (self._language_rank(languages), not self.is_continuation, self.name)

    def _language_rank(self, languages):
        """Return how far down in ``languages`` this one is, exact ones before kin."""
        names = (self.language, self.language.split("_")[0])
        return min(
            (languages.index(name) for name in names if name in languages),
            default=len(languages),
        )

    def _choice(self, partner, user, subject):
        known = self._own_values(partner, user, subject)
        buttons = self.button_ids
        return {
            "id": self.id,
            "name": self.name,
            "title": self.name.replace("_", " ").capitalize(),
            "language": self.language,
            "language_name": self._language_name(),
            "category": self.category,
            "category_name": self._category_name(),
            "coming": self.coming_sentence or "",
            "header_kind": self.header_kind or "",
            "header_file_id": self.header_attachment_id.id,
            "header_file_name": self.header_attachment_id.name or "",
            "header": self._pieces("header", self._header_words(), known),
            "body": self._pieces("body", self.body, known),
            "footer": self.footer or "",
            "buttons": [self._button_choice(one) for one in buttons],
            "blanks": self._open_blanks(known),
        }

    @api.model
    def _button_choice(self, button):
        return {"kind": button.kind, "text": button.text}

    def _category_name(self):
        return self._name_of_category(self.category)

    @api.model
    def _name_of_category(self, category):
        return dict(self._fields["category"]._description_selection(self.env))[category]

    def _pieces(self, place, text, known):
        """Return ``text`` cut at the blanks that are still to be written."""
        blanks = {one.name: one for one in self.variable_ids if one.place == place}
        words = rule.VARIABLE.split(text)
        # Words and the names of blanks take turns, words first.
        pieces = [
            self._piece(blanks[word], known) if at % 2 else {"text": word}
            for at, word in enumerate(words)
        ]
        return [piece for piece in pieces if piece.get("text") != ""]

    @api.model
    def _piece(self, blank, known):
        value = known.get(blank.source)
        return {"text": value} if value else {"blank": blank._key()}

    def _open_blanks(self, known):
        """Return what has to be written by hand, in the order in which it is read."""
        return [
            {
                "key": one._key(),
                "label": one._shown_label(),
                "sample": one.sample or "",
                "source": one.source,
            }
            for one in self._blanks_in_order()
            if not known.get(one.source)
        ]

    @api.model
    def _managers_of(self, company):
        """Return the names of some of those who make templates, to be asked."""
        return self._managing_members(company, limit=MOST_NAMED).mapped("name")

    @api.model
    def _managing_members(self, company, limit=None):
        """Return who makes templates in ``company``, under sudo."""
        members = self.env["pact.member"]
        return members._holding("may_manage_templates", company, limit)

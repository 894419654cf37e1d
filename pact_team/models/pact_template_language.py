from babel import Locale, UnknownLocaleError

from odoo import api, models
from odoo.tools import get_lang

from ..providers import PROVIDERS


class PactTemplate(models.Model):
    """In which languages a text may be proposed, and what people call them."""

    _inherit = "pact.template"

    @api.model
    def _selection_language(self):
        """Return every language of the networks, those installed here first."""
        shown_in = get_lang(self.env).code
        codes = {code for one in PROVIDERS.values() for code in one.languages}
        names = {code: _name(code, shown_in) for code in codes}
        installed = {code for code, _name in self.env["res.lang"].get_installed()}
        installed |= {code.split("_")[0] for code in installed}
        return sorted(
            names.items(), key=lambda pair: (pair[0] not in installed, pair[1])
        )

    @api.model
    def _default_language(self):
        """Return the language of who writes, or the company's, as a network has it."""
        known = {code for one in PROVIDERS.values() for code in one.languages}
        spoken = filter(None, (self.env.user.lang, self.env.company.partner_id.lang))
        likely = (code for lang in spoken for code in (lang, lang.split("_")[0]))
        return next((code for code in likely if code in known), False)

    def _in_language_of(self, partner, others):
        """Return which of ``others`` is in the language of ``partner``, else this."""
        languages = self._languages_of(partner, self.env["res.users"])
        found = (self | others).sorted(lambda one: one._language_rank(languages))
        return found.filtered(lambda one: one._speaks(languages))[:1] or self

    def _speaks(self, languages):
        return self._language_rank(languages) < len(languages)

    def _language_name(self):
        return _name(self.language, get_lang(self.env).code)


def _name(code, shown_in):
    """Return what a language is called in another one; nobody knows them all."""
    try:
        name = Locale.parse(code).get_display_name(shown_in)
    except (UnknownLocaleError, ValueError):
        return code
    return name[:1].upper() + name[1:]

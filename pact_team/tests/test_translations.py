import io
from pathlib import Path

import polib

from odoo.tests import TransactionCase, tagged
from odoo.tools.translate import TranslationModuleReader, trans_export  # noqa: F401

FOLDER = Path(__file__).parent.parent / "i18n"


@tagged("post_install", "-at_install")
class TestTranslations(TransactionCase):
    def _terms_in_the_code(self):
        exported = io.BytesIO()
        trans_export(False, ["pact_team"], exported, "po", self.env)
        return self._terms(polib.pofile(exported.getvalue().decode()))

    def _terms(self, catalogue):
        return {entry.msgid for entry in catalogue if not entry.obsolete}

    def test_the_template_is_fresh(self):
        template = polib.pofile(str(FOLDER / "pact_team.pot"))
        self.assertEqual(self._terms(template), self._terms_in_the_code())

    def test_every_language_is_complete(self):
        template = self._terms(polib.pofile(str(FOLDER / "pact_team.pot")))
        for lang in ("pt_BR", "es"):
            with self.subTest(lang):
                catalogue = polib.pofile(str(FOLDER / f"{lang}.po"))
                self.assertEqual(self._terms(catalogue), template)
                self.assertFalse(catalogue.untranslated_entries())
                self.assertFalse(catalogue.fuzzy_entries())

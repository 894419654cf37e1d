import io
from pathlib import Path

import polib

from odoo.tests import TransactionCase, tagged
from odoo.tools.translate import trans_export

FOLDER = Path(__file__).parent.parent / "i18n"


def terms(catalogue):
    return {entry.msgid for entry in catalogue if not entry.obsolete}


@tagged("post_install", "-at_install")
class TestTranslations(TransactionCase):
    def setUp(self):
        super().setUp()
        self.template = terms(polib.pofile(str(FOLDER / "pact_team.pot")))

    def test_the_template_is_fresh(self):
        """Whoever changes a term runs ./pact translate, and translates it."""
        exported = io.BytesIO()
        trans_export(False, ["pact_team"], exported, "po", self.env)
        self.assertEqual(
            self.template, terms(polib.pofile(exported.getvalue().decode()))
        )

    def test_every_language_is_complete(self):
        for lang in ("pt_BR", "es"):
            with self.subTest(lang):
                catalogue = polib.pofile(str(FOLDER / f"{lang}.po"))
                self.assertEqual(terms(catalogue), self.template)
                self.assertFalse(catalogue.untranslated_entries())
                self.assertFalse(catalogue.fuzzy_entries())

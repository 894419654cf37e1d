import io
import re
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

    def test_a_request_has_one_name_for_customers(self):
        """S9, S18: what the portal calls it, letters, print and files call it too."""
        for lang, others in (
            ("pt_BR", "solicita|chamado|pedido"),
            ("es", "contacto|caso|pedido|petici"),
        ):
            catalogue = polib.pofile(str(FOLDER / f"{lang}.po"))
            told = [one for one in catalogue if is_read_by_customers(one)]
            self.assertGreater(len(told), 20)
            for one in told:
                with self.subTest(lang, term=one.msgid):
                    self.assertNotRegex(words_of(one.msgstr), f"(?i){others}")


# Where customers read, of all that we say.
TO_CUSTOMERS = re.compile(
    r"arch_db:pact_team\.(portal_|request_history|mail_layout_request)"
    r"|mail\.template,(subject|body_html):"
    r"|controllers/portal_|models/pact_ticket_(email|filed)\.py"
)


def words_of(term):
    """Return a term without its tags, and the addresses in them."""
    return re.sub(r"<[^>]*>", "", term)


def is_read_by_customers(entry):
    places = " ".join(place for place, _line in entry.occurrences)
    is_named = re.search(r"(?i)\brequests?\b", words_of(entry.msgid))
    return is_named and TO_CUSTOMERS.search(places)

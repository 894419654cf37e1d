import hashlib
from io import BytesIO

from openpyxl import load_workbook
from pypdf import PdfReader

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from .evidence_case import MONDAY, EvidenceCase


@tagged("post_install", "-at_install")
class TestEvidenceFile(EvidenceCase, HttpCase):
    def setUp(self):
        super().setUp()
        self._kept()

    def _get(self, form="pdf", user=None, **asked):
        user = user or self.ana
        self.authenticate(user.login, user.login)
        asked = {
            "company": self.company.id,
            "from": "2026-03-02",
            "until": "2026-03-06",
        } | asked
        with mute_logger("odoo.http"):
            return self.url_open(f"/pact/rests/{form}", params=asked)

    def test_as_pdf(self):
        """I4: text that can be selected, who made it, of whom, and the checksum."""
        answer = self._get()
        self.assertEqual(answer.headers["Content-Type"], "application/pdf")
        text = self._text(answer)
        for told in ("Bela Vista", "ana_pact", "America/Sao_Paulo", "09:10", "Kept"):
            self.assertIn(told, text)
        self.assertRegex(text, r"\b[0-9a-f]{64}\b")
        self.assertNotIn("Particular", text)
        self.assertNotIn("…", text, "what stands in a column fits")

    def test_as_spreadsheet(self):
        """I4: the same to read and to reckon with, and the lines of the checksum."""
        book = load_workbook(BytesIO(self._get("xlsx").content))
        table, data = book.worksheets
        cells = [row for row in table.iter_rows(values_only=True) if any(row)]
        rest = next(row for row in cells if row[3] == "Rest")
        self.assertEqual(rest[1].date(), MONDAY)
        self.assertEqual(rest[4:9], (10, "09:10", "09:20", 10, "Kept"))
        told = "".join(f"{row[0]}\n" for row in data.iter_rows(values_only=True))
        checksum = hashlib.sha256(told.encode()).hexdigest()
        self.assertIn(checksum, [row[1] for row in cells])

    def test_in_the_language_of_who_asks(self):
        """I4: an inspector in Brazil reads Portuguese."""
        module = self.env["ir.module.module"].search([("name", "=", "pact_team")])
        for lang in ("pt_BR", "es_ES"):
            self.env["res.lang"]._activate_lang(lang)
            module._update_translations([lang])
            self.ana.lang = lang
            with self.subTest(lang):
                text = self._text(self._get())
                self.assertIn("02/03/2026", text)
                self.assertNotIn("…", text, "what stands in a column fits")

    def test_a_name_is_no_formula(self):
        """I4: nothing that a spreadsheet would reckon, whatever a name begins with."""
        for name in ("=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "=HYPERLINK(1)"):
            self.ana.name = name
            with self.subTest(name):
                book = load_workbook(BytesIO(self._get("xlsx").content))
                kinds = {
                    cell.data_type
                    for sheet in book
                    for row in sheet.iter_rows()
                    for cell in row
                }
                self.assertNotIn("f", kinds)
                values = [
                    row[0] for row in book.worksheets[0].iter_rows(values_only=True)
                ]
                self.assertIn(name, values)

    def test_names_of_any_script(self):
        """I4: whatever people are called, a file is made."""
        for name in (
            "Łukasz Żółć",
            "李小龍",
            "مريم",
            "👩‍💻",
            "<b>Ana</b> & Co",
            "a" * 300,
        ):
            self.ana.name = name
            for form in ("pdf", "xlsx"):
                with self.subTest(name=name, form=form):
                    self.assertEqual(self._get(form).status_code, 200)

    def test_whatever_is_asked_for(self):
        """I4: an odd address is answered in a sentence, and never with an error."""
        for odd in (
            {"from": ""},
            {"from": "2026-02-30"},
            {"from": "0001-01-01"},
            {"until": "9999-12-31"},
            {"from": "2026-03-02\x00"},
            {"from": "٢٠٢٦-٠٣-٠٢"},
            {"from": "2026-03-07"},
            {"until": "2027-12-31"},
            {"company": ""},
            {"company": "1,2"},
            {"company": "x"},
            {"company": "-1"},
            {"company": "9" * 30},
            {"company": "1\x00"},
            {"team": "²"},
            {"team": "1,2"},
            {"members": "1,a"},
            {"members": "0"},
            {"members": "1" * 30000},
            {"form": "html"},
            {"form": "pdf\x00"},
        ):
            form = odd.get("form", "pdf")
            rest = {name: value for name, value in odd.items() if name != "form"}
            with self.subTest(odd):
                answer = self._get(form, **rest)
                self.assertIn(answer.status_code, (400, 404))
                if answer.status_code == 400:
                    self.assertIn("text/plain", answer.headers["Content-Type"])
                    self.assertGreater(len(answer.text), 20)

    def test_whose_it_may_be(self):
        """I4: a colleague's, or another company's, is refused by the address too."""
        other = self.env["res.company"].create({"name": "Outra"})
        stranger = self._make_member(
            "o_f_pact", "administrator", self._make_team("O", other)
        )
        for user, asked, status in (
            (self.ana, {"members": self.bia_member.id}, 403),
            (self.ana, {"team": self.team.id}, 403),
            (self.ana, {"company": other.id}, 403),
            (stranger, {"members": self.ana_member.id}, 403),
            (stranger, {"company": 2**31 - 1}, 403),
            (self.boss, {"members": self.ana_member.id}, 200),
            (self.boss, {"team": self.team.id}, 200),
            (self.boss, {"members": 2**31 - 1}, 400),
        ):
            with self.subTest(user=user.login, asked=asked):
                self.assertEqual(self._get(user=user, **asked).status_code, status)

    def test_not_without_a_login(self):
        """I4: nobody who is not logged in gets anything."""
        self.authenticate(None, None)
        answer = self.url_open("/pact/rests/pdf", allow_redirects=False)
        self.assertIn(answer.status_code, (302, 303))

    def _text(self, answer):
        self.assertEqual(answer.status_code, 200, answer.text[:200])
        pages = PdfReader(BytesIO(answer.content)).pages
        return "\n".join(page.extract_text() for page in pages)

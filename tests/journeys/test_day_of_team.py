"""The day of a team, the rests of NR-17, and their evidence, as people see them."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import expect
from pypdf import PdfReader

from common import DESKTOP, POCKET, Journey

STRIP = ".o-pact-DayStrip"
STRETCH = ".o-pact-DayStrip-stretch"
MENU = ".o-pact-Availability"
PAUSE = ".o-pact-Availability-pause"


class TestDayOfTeam(Journey):
    def _person(self, login, **looks):
        return self.brazilian(login, zone="America/Sao_Paulo", **looks)

    def _day_before(self, page):
        page.goto(f"{self.product.url}/odoo/pact-day")
        page.click(".o-pact-DayOfTeam-before")
        page.wait_for_selector(f"{STRETCH}[data-state=away]")

    def test_the_day_of_a_team(self):
        """Worked, paused, idle and gone, of everybody, at both widths."""
        for size in (DESKTOP, POCKET):
            admin = self._person("admin", size=size)
            self._day_before(admin)
            ana = admin.locator(STRIP, has_text="Ana Lima")
            expect(ana.locator(f"{STRETCH}[data-state=paused]")).to_have_count(3)
            bruno = admin.locator(STRIP, has_text="Bruno Reis")
            expect(bruno.locator(f"{STRETCH}[data-state=work]")).to_have_count(1)
            self.picture(admin, f"day-of-team-{size['width']}")
            ana.locator(".o-pact-DayStrip-name").click()
            expect(ana.locator("tbody tr").nth(1)).to_contain_text("09:30")
            self.picture(admin, f"day-of-team-words-{size['width']}")
            wide = admin.evaluate("document.documentElement.scrollWidth")
            self.assertLessEqual(wide, size["width"])

    def test_an_agent_sees_their_own(self):
        """C5: no colleague, and no team to choose."""
        ana = self._person("ana")
        ana.goto(f"{self.product.url}/odoo/pact-day")
        ana.click(".o-pact-DayOfTeam-before")
        ana.wait_for_selector(f"{STRIP}:has-text('Ana Lima')")
        expect(ana.locator(STRIP)).to_have_count(1)
        expect(ana.locator(".o-pact-DayOfTeam-team")).to_have_count(0)

    def test_a_rest_waits_for_the_first_hour(self):
        """I4, C11: the menu says from when; a need of the body is there at once."""
        admin = self.product.log_in("admin")
        self._switch(admin, is_on=True)
        self.addCleanup(self._switch, admin, is_on=False)
        ana = self._person("ana")
        ana.click(MENU)
        rest = ana.locator(PAUSE, has_text="NR-17")
        expect(rest).to_contain_text("a partir de")
        expect(rest).to_have_attribute("aria-disabled", "true")
        free = ana.locator(PAUSE, has_text="Particular")
        expect(free).to_have_attribute("aria-disabled", "false")
        self.picture(ana, "nr17-menu-1400")

    def test_the_evidence(self):
        """I4: PDF and spreadsheet by one click each, of oneself, in Portuguese."""
        ana = self._person("ana")
        ana.goto(f"{self.product.url}/odoo/action-pact_team.pact_rest_evidence_action")
        ana.wait_for_selector("button[name=action_pdf]")
        self.picture(ana, "rests-dialog-1400")
        admin = self._person("admin", size=POCKET)
        admin.goto(
            f"{self.product.url}/odoo/action-pact_team.pact_rest_evidence_action"
        )
        admin.wait_for_selector(".o_field_widget[name=team_id]")
        self.picture(admin, "rests-dialog-390")
        text = "\n".join(
            page.extract_text()
            for page in PdfReader(self._download(ana, "action_pdf")).pages
        )
        self.assertIn("Ana Lima", text)
        self.assertIn(str(datetime.now(UTC).year), text)
        book = load_workbook(self._download(ana, "action_xlsx"))
        self.assertEqual(len(book.worksheets), 2)

    def _download(self, page, button):
        with page.expect_download() as told:
            page.click(f"button[name={button}]")
        return BytesIO(Path(told.value.path()).read_bytes())

    def _switch(self, admin, *, is_on):
        company = admin.call("res.users", "read", [admin.user_id], ["company_id"])
        [company_id, _name] = company[0]["company_id"]
        admin.call("res.company", "write", [company_id], {"pact_nr17": is_on})

"""The whole operation of a team is paused, as who pauses it and who answers see it."""

from playwright.sync_api import expect

from common import DESKTOP, POCKET, Journey

PAUSED = ".o-pact-WaitingEntry-paused"
WORDS = "Estamos sem luz. Voltamos logo."


class TestOperation(Journey):
    def setUp(self):
        super().setUp()
        self.admin = self.product.log_in("admin")
        for login in ("ana", "admin"):
            person = self.product.log_in(login)
            person.call("res.users", "write", [person.user_id], {"lang": "pt_BR"})
        [self.team] = self.admin.call(
            "pact.team", "search", [("name", "=", "Atendimento")]
        )
        self.admin.call("pact.team", "write", [self.team], {"pause_message": WORDS})
        self.addCleanup(self._resume)

    def _resume(self):
        self.admin.call("pact.team", "action_resume", [self.team])

    def _write_from_the_phone(self, phone, text):
        phone.fill("#message", text)
        phone.click("#send")
        phone.wait_for_selector(f"#chat >> text={text}")

    def _open_team(self, **looks):
        page = self.agent("admin", language="pt-BR", **looks)
        page.goto(f"{self.product.url}/odoo/pact-teams/{self.team}")
        page.wait_for_selector(".o_form_view")
        return page

    def test_paused_and_resumed(self):
        """By one button and a reason; the customer is told, the queue shows it."""
        ana = self.agent("ana", language="pt-BR")
        phone = self.phone(size=DESKTOP)
        phone.click("[data-customer=maria]")
        self._write_from_the_phone(phone, "Bom dia")
        expect(ana.locator(".o-pact-WaitingEntry").first).to_be_visible()
        expect(ana.locator(PAUSED)).to_have_count(0)
        admin = self._open_team()
        admin.click("button[name=action_pause]")
        admin.fill(".modal [name=reason] input", "Falta de luz")
        self.picture(admin, "operation-pausing-1400")
        admin.click(".modal button[name=action_pause]")
        admin.wait_for_selector("button[name=action_resume]")
        expect(admin.locator(".alert-warning")).to_contain_text("Falta de luz")
        expect(ana.locator(PAUSED).first).to_have_text("Em pausa")
        self.picture(ana, "operation-queue-1400")
        admin.click(".o_notebook .nav-link:has-text('Pausas')")
        self.picture(admin, "operation-paused-1400")
        self._write_from_the_phone(phone, "Tem alguém aí?")
        phone.wait_for_selector(f"#chat >> text={WORDS}")
        admin.click("button[name=action_resume]")
        admin.wait_for_selector("button[name=action_pause]")
        expect(ana.locator(PAUSED)).to_have_count(0)

    def test_hours_of_a_team(self):
        """HN8: hours, words, place and holidays, at both widths."""
        for size in (DESKTOP, POCKET):
            admin = self._open_team(size=size)
            admin.click(".o_notebook .nav-link:has-text('Distribuição')")
            admin.wait_for_selector("[name=tells_place]")
            self.picture(admin, f"team-hours-{size['width']}")
            admin.goto(f"{self.product.url}/odoo/pact-holidays")
            admin.wait_for_selector(".o_list_view, .o_kanban_view")
            self.picture(admin, f"holidays-{size['width']}")

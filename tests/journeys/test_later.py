"""What an agent plans for later, in Portuguese, on a desk and in a pocket."""

from common import DESKTOP, POCKET, Journey

COMPOSER = ".o-mail-Composer-input:visible"
DIALOG = ".o-pact-SendLaterDialog"
PLANNED = ".o-pact-PlannedMessages-one"


class TestLater(Journey):
    def _held(self, login, size):
        page = self.agent(login, size=size, language="pt-BR")
        person = self.product.log_in(login)
        person.call("res.users", "write", [person.user_id], {"lang": "pt_BR"})
        [conversation] = person.call(
            "discuss.channel",
            "search",
            [("pact_state", "=", "in_progress"), ("pact_agent_id.login", "=", login)],
            limit=1,
        )
        active = f"discuss.channel_{conversation}"
        page.goto(f"{self.product.url}/odoo/discuss?active_id={active}")
        page.wait_for_selector(COMPOSER)
        return page

    def _open_dialog(self, page):
        page.locator(COMPOSER).first.fill("Chegou o seu pedido")
        page.click(".o-mail-Composer button[title='Mais ações']")
        page.click(".o-dropdown-item:has-text('Enviar mais tarde')")
        page.wait_for_selector(DIALOG)

    def _plan_template(self, page, name):
        """C24, C28: beyond the window a template is offered, filled and planned."""
        self._open_dialog(page)
        self.picture(page, f"send-later-text-{name}")
        page.click(f"{DIALOG} button:has-text('Modelo')")
        page.click(f"{DIALOG} [role=option]:has-text('Retomar')")
        # Nobody is as quick as a test: until then it shows another one's blanks.
        page.wait_for_selector(f"{DIALOG} [aria-selected=true]:has-text('Retomar')")
        page.locator(f"{DIALOG} [data-blank]").first.fill("P-8")
        self.picture(page, f"send-later-template-{name}")
        width = page.evaluate("document.body.scrollWidth")
        self.assertLessEqual(width, page.viewport_size["width"])
        page.click(".modal-footer .btn-primary:not([disabled])")
        page.wait_for_selector(DIALOG, state="detached")
        self.assertEqual(
            page.locator(COMPOSER).first.input_value(), "Chegou o seu pedido"
        )

    def test_a_template_on_the_desk(self):
        phone = self.phone()
        phone.fill("#message", "Bom dia")
        phone.click("#send")
        ana = self.agent("ana", size=DESKTOP, language="pt-BR")
        ana.click(".o-pact-WaitingEntry")
        ana.click(".o-pact-WaitingPanel button")
        ana.wait_for_selector(COMPOSER)
        ana = self._held("ana", DESKTOP)
        self._plan_template(ana, 1400)
        ana.wait_for_selector(f"{PLANNED}:has-text('P-8')")
        self.picture(ana, "planned-1400")
        self._plan_template(self._held("ana", POCKET), 390)

    def test_the_settings(self):
        """HN6: the hours, and the text once there are hours."""
        page = self.agent("admin", language="pt-BR")
        admin = self.product.log_in("admin")
        admin.call("res.users", "write", [admin.user_id], {"lang": "pt_BR"})
        page.goto(f"{self.product.url}/odoo/pact-settings/new")
        hours = page.locator("[name=pact_silence_hours] input")
        hours.fill("24")
        hours.press("Tab")
        page.wait_for_selector("[name=pact_silence_text] textarea")
        self.picture(page, "silence-settings-1400")

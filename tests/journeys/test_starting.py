"""An agent writes first: the panel, the phone it reaches, and the answer."""

from common import POCKET, Journey

DIALOG = ".o-pact-StartDialog"
START = ".o-pact-StartDialog-start"
SEARCH = "#o-pact-start-contact"
SAID = "Olá Maria Souza, podemos continuar o atendimento A-17 agora?"
BOX = ".o-mail-Composer-input:visible"


class TestStarting(Journey):
    def _open_panel(self, page):
        page.keyboard.press("Alt+Shift+N")
        page.wait_for_selector(SEARCH)

    def _choose_maria(self, page):
        page.fill(SEARCH, "(11) 98765-4321")
        page.wait_for_selector(f"{DIALOG} [role=option]:has-text('98765-4321')")
        page.keyboard.press("Enter")
        page.wait_for_selector(".o-pact-StartDialog-contact")
        if name := page.query_selector(".o-pact-StartDialog-name"):
            name.fill("Maria Souza")
            name.press("Tab")
        if page.query_selector(".o-pact-StartDialog-team"):
            page.select_option(".o-pact-StartDialog-team", index=1)
        page.wait_for_selector(".o-pact-StartDialog-subject")

    def _choose_template(self, page):
        page.fill(".o-pact-StartDialog-subject", "A-17")
        page.fill(f"{DIALOG} input[type=search]", "retomar")
        page.fill(f"{DIALOG} [data-blank='body:2']", "A-17")
        page.wait_for_selector(f".o-pact-TemplateBubble:has-text('{SAID}')")

    def test_outside_of_the_window_with_a_template(self):
        """C16, C24, C28, C30, CN3: the panel, the phone, the answer, the open box."""
        ana = self.agent("ana", language="pt-BR")
        phone = self.phone(language="pt-BR")
        self._open_panel(ana)
        self.assertTrue(ana.is_disabled(START))
        self._choose_maria(ana)
        self._choose_template(ana)
        self.picture(ana, "starting-1400")
        # C29: pressed twice, it is one conversation.
        ana.dblclick(START)
        ana.wait_for_selector(f".o-mail-Message:has-text('{SAID}')")
        phone.wait_for_selector(f"#chat >> text={SAID}")
        ana.wait_for_selector(".o-pact-InformationPanel")
        self.assertEqual(ana.locator(f".o-mail-Message:has-text('{SAID}')").count(), 1)
        self.assertEqual(phone.locator(f"#chat >> text={SAID}").count(), 1)
        self.assertEqual(ana.locator(BOX).count(), 0)
        self.picture(ana, "started-1400")
        phone.fill("#message", "Sim, agora")
        phone.click("#send")
        ana.wait_for_selector(BOX)
        self._who_talks_to_her(phone)

    def _who_talks_to_her(self, phone):
        """CN2, on 390 pixels: a colleague reads the name, and asks for a transfer."""
        bruno = self.agent("bruno", size=POCKET, language="pt-BR")
        self._open_panel(bruno)
        bruno.fill(SEARCH, "Maria")
        bruno.click(f"{DIALOG} [role=option]:has-text('Maria Souza')")
        # The teams are drawn together with whom one chose.
        bruno.wait_for_selector(".o-pact-StartDialog-contact")
        if bruno.query_selector(".o-pact-StartDialog-team"):
            bruno.select_option(".o-pact-StartDialog-team", index=1)
        bruno.wait_for_selector(".o-pact-InboxFacts-running:has-text('Ana Lima')")
        self.picture(bruno, "starting-390")
        bruno.fill(".o-pact-StartDialog-reason", "É minha cliente")
        bruno.click(".modal-footer button.btn-primary")
        bruno.wait_for_selector(DIALOG, state="detached")
        self.assertLessEqual(
            bruno.evaluate("document.body.scrollWidth"), POCKET["width"]
        )

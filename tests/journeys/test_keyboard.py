"""A day's work without a mouse: every step of both agents is a key."""

from common import DESKTOP, Journey

BOX = ".o-mail-Composer-input:visible:focus"
MARIA = ".o-mail-DiscussSidebarChannel:has-text('Maria Souza')"
NOTE = "Ela pede a nota fiscal"
SENT = "podemos continuar o atendimento A-17 agora?"
VISIBLE_FOCUS = """() => {
    const { activeElement: el } = document;
    const { boxShadow, outlineStyle, outlineWidth } = getComputedStyle(el);
    const hasOutline = outlineStyle !== "none" && outlineWidth !== "0px";
    return el === document.body || hasOutline || boxShadow !== "none" ||
        el.matches("input, textarea") ? "" : el.outerHTML.slice(0, 200);
}"""


class TestKeyboard(Journey):
    def _type_in(self, login):
        """Return Discuss after a login by keys, in Portuguese as its users have it."""
        page = self._new_page(DESKTOP, "pt-BR")
        page.goto(f"{self.product.url}/web/login")
        page.wait_for_selector("#login:focus")
        page.keyboard.type(login)
        page.keyboard.press("Tab")
        page.keyboard.type(login)
        page.keyboard.press("Enter")
        page.wait_for_url("**/odoo**")
        page.wait_for_selector(".o-mail-Discuss")
        return page

    def _command(self, page, words):
        """Ctrl+K, and the first command with these words."""
        page.keyboard.press("Control+k")
        page.wait_for_selector(".o_command_palette_search input:focus")
        page.keyboard.type(words, delay=20)
        page.wait_for_selector(f".o_command.focused:has-text('{words}')")
        page.keyboard.press("Enter")

    def test_alone_is_enough(self):
        """Keyboard alone is enough to answer, transfer and finish."""
        self.tick("ana", "may_transfer")
        phone = self.phone(size=DESKTOP)
        phone.click("[data-customer=maria]")
        phone.fill("#message", "Bom dia")
        phone.click("#send")
        ana = self._type_in("ana")
        self._walk(ana)
        self._take(ana)
        self._answer(ana, phone)
        self._template(ana, phone)
        self._plan(ana)
        # Only who is there is given anything.
        bruno = self._type_in("bruno")
        self._transfer(ana)
        self._finish(bruno)

    def _walk(self, page):
        """Whatever Tab reaches shows that it has the focus."""
        page.wait_for_selector(".o-pact-WaitingEntry")
        for _step in range(25):
            page.keyboard.press("Tab")
            self.assertEqual(page.evaluate(VISIBLE_FOCUS), "")

    def _take(self, page):
        page.keyboard.press("Alt+Shift+Q")
        page.wait_for_selector(".o-pact-WaitingPanel")
        self.picture(page, "keyboard-waiting-1400")
        page.keyboard.press("Alt+k")
        page.wait_for_selector(BOX)

    def _answer(self, page, phone):
        page.keyboard.type("Bom dia, Maria")
        page.keyboard.press("Enter")
        phone.wait_for_selector("#chat >> text=Bom dia, Maria")
        page.wait_for_selector(BOX)

    def _template(self, page, phone):
        page.keyboard.press("Alt+t")
        page.wait_for_selector(".o-pact-TemplateDialog input[type=search]:focus")
        page.keyboard.type("retomar")
        page.keyboard.press("Enter")
        page.wait_for_selector("[data-blank]:focus")
        page.keyboard.type("A-17")
        page.keyboard.press("Enter")
        phone.wait_for_selector(f"#chat >> text={SENT}")
        page.wait_for_selector(BOX)

    def _plan(self, page):
        page.keyboard.type("Chegou")
        self._command(page, "Enviar mais tarde")
        page.wait_for_selector(".o-pact-SendLaterDialog")
        page.keyboard.press("Escape")
        page.wait_for_selector(BOX)
        page.keyboard.press("Alt+Shift+L")
        page.wait_for_selector(".o-pact-SendLaterDialog")
        page.keyboard.press("Control+Enter")
        page.wait_for_selector(".o-pact-PlannedMessages-one:has-text('Chegou')")
        page.wait_for_selector(BOX)

    def _transfer(self, page):
        page.keyboard.press("Alt+g")
        page.wait_for_selector(".o-pact-TransferDialog-person input:focus")
        page.keyboard.type("Bruno", delay=20)
        page.wait_for_selector(".o_select_menu_item:has-text('Bruno Reis')")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.wait_for_selector("#o-pact-transfer-note:focus")
        page.keyboard.type(NOTE)
        self.picture(page, "keyboard-transfer-1400")
        page.keyboard.press("Control+Enter")
        page.wait_for_selector(MARIA, state="detached")

    def _finish(self, page):
        page.wait_for_selector(f".o_notification:has-text('{NOTE}')")
        self._command(page, "Maria")
        page.wait_for_selector(".o_notification", state="detached")
        page.wait_for_selector(f".o-mail-Message:has-text('{SENT}')")
        self._command(page, "Finalizar")
        page.wait_for_selector("#o-pact-finish-note:focus")
        page.keyboard.press("Shift+Tab")
        page.wait_for_selector(".o-pact-FinishDialog .o_select_menu_toggler:focus")
        page.keyboard.type("Reembolso", delay=20)
        page.wait_for_selector(".o_select_menu_item:has-text('Reembolso')")
        page.keyboard.press("Enter")
        page.wait_for_selector("#o-pact-finish-note:focus")
        page.keyboard.type("Devolvido")
        self.picture(page, "keyboard-finish-1400")
        page.keyboard.press("Enter")
        page.wait_for_selector(MARIA, state="detached")

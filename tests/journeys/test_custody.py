"""Who holds a conversation: handed over, finished, reopened, watched and joined."""

from common import DESKTOP, POCKET, Journey

HEADER = ".o-mail-DiscussContent-header"
GATE = ".o-pact-ComposerGate"
MARIA = ".o-mail-DiscussSidebarChannel:has-text('Maria Souza')"
NOTE = "Ela já pagou duas vezes"


class TestCustody(Journey):
    def _write_from_the_phone(self, phone, text):
        phone.fill("#message", text)
        phone.click("#send")
        phone.wait_for_selector(f"#chat >> text={text}")

    def _phone_of(self, customer, **looks):
        phone = self.phone(**looks)
        phone.click(f"[data-customer={customer}]")
        return phone

    def _speak_english(self, *logins):
        for login in logins:
            somebody = self.product.log_in(login)
            somebody.call("res.users", "write", [somebody.user_id], {"lang": "en_US"})

    def _say(self, page, text):
        composer = page.locator(".o-mail-Composer-input:visible").first
        composer.fill(text)
        composer.press("Enter")
        page.wait_for_selector(f".o-mail-Message:has-text('{text}')")

    def _transfer(self, page):
        page.click(f"{HEADER} button[title=Transfer]")
        page.click(".o-pact-TransferDialog-person .o_select_menu_toggler")
        page.click(".o_select_menu_item:has-text('Bruno Reis')")
        page.fill("#o-pact-transfer-note", NOTE)
        self.picture(page, "transfer-1400")
        page.click(".modal .btn-primary:has-text('Transfer')")
        page.wait_for_selector(MARIA, state="detached")

    def _finish(self, page):
        page.click(f"{HEADER} button[title=Finish]")
        page.click(".modal .o_select_menu_toggler")
        page.click(".o_select_menu_item:has-text('Reembolso')")
        page.fill("#o-pact-finish-note", "Devolvido")
        self.picture(page, "finish-1400")
        page.press("#o-pact-finish-note", "Enter")
        page.wait_for_selector(MARIA, state="detached")

    def test_from_hand_to_hand_and_back(self):
        """U14, P22: handed over with a note, finished, and reopened by the customer."""
        self._speak_english("ana", "bruno")
        self.tick("ana", "may_transfer")
        ana, bruno = self.agent("ana"), self.agent("bruno")
        phone = self._phone_of("maria", size=DESKTOP)
        self._write_from_the_phone(phone, "Cobraram duas vezes")
        ana.click(".o-pact-WaitingEntry")
        ana.click(".o-pact-WaitingPanel button")
        self._say(ana, "Um momento")
        self._transfer(ana)
        # Whoever gets it is told at once, and reads why.
        bruno.wait_for_selector(f".o_notification:has-text('{NOTE}')")
        self.picture(bruno, "handed-over-1400")
        bruno.click(".o_notification button:has-text('Open')")
        bruno.wait_for_selector(f".o-mail-NotificationMessage:has-text('{NOTE}')")
        bruno.wait_for_selector(f".o-pact-CustodyTimeline-note:has-text('{NOTE}')")
        bruno.wait_for_selector("dd:has-text('Ana Lima')")
        self.picture(bruno, "timeline-1400")
        self.assertEqual(phone.locator(f"text={NOTE}").count(), 0)
        self._finish(bruno)
        # Who writes again within the hours goes on with the same person.
        self._write_from_the_phone(phone, "E quando chega?")
        bruno.click(MARIA)
        bruno.wait_for_selector(".o-mail-Message:has-text('E quando chega?')")
        bruno.wait_for_selector(".o-mail-Message:has-text('Cobraram duas vezes')")
        self.assertEqual(ana.locator(".o-pact-WaitingEntry").count(), 0)

    def test_a_supervisor_watches_whispers_joins_and_leaves(self):
        """H16: reading leaves no trace, a whisper stays in the house."""
        self._speak_english("ana")
        ana = self.agent("ana")
        phone = self._phone_of("carlos", size=DESKTOP)
        self._write_from_the_phone(phone, "Está caro")
        ana.click(".o-pact-WaitingEntry")
        ana.click(".o-pact-WaitingPanel button")
        self._say(ana, "Vou ver")
        admin = self._watch("admin")
        watched = ana.locator(".o-mail-Message").count()
        self._whisper(admin)
        ana.wait_for_selector(".o-mail-Message:has-text('dez por cento')")
        self.assertEqual(ana.locator(".o-mail-Message").count(), watched + 1)
        self.picture(ana, "whispered-1400")
        admin.click(f"{HEADER} button[title=Join]")
        ana.wait_for_selector("text=entrou nesta conversa")
        admin.wait_for_selector(".o-mail-Composer .o-pact-NoteMark", state="detached")
        self._say(admin, "Aqui fala a gerente")
        phone.wait_for_selector("#chat >> text=Aqui fala a gerente")
        self.picture(admin, "joined-1400")
        admin.click(f"{HEADER} button[title=Leave]")
        ana.wait_for_selector("text=saiu desta conversa")
        self.assertEqual(phone.locator("text=dez por cento").count(), 0)

    def _whisper(self, page):
        page.click(f"{GATE} button:has-text('Whisper')")
        page.wait_for_selector(".o-mail-Composer .o-pact-NoteMark")
        self._say(page, "Pode dar dez por cento")
        self.picture(page, "whisper-1400")

    def _watch(self, login, **looks):
        """Open what a colleague holds, from the list of conversations."""
        page = self.agent(login, **looks)
        page.goto(f"{self.product.url}/odoo/pact-conversations")
        page.click(".o_searchview .o_facet_remove")
        page.click(".o_data_row:has-text('Carlos') [name=pact_state]")
        page.wait_for_selector(f"{GATE}:has-text('You are reading along')")
        return page

    def test_on_a_pocket_screen(self):
        """The same dialogs on 390 pixels."""
        self._speak_english("ana")
        self.tick("ana", "may_transfer")
        phone = self._phone_of("lua", size=DESKTOP)
        self._write_from_the_phone(phone, "Oi")
        ana = self.agent("ana", size=POCKET)
        ana.click("button:has-text('Customers')")
        ana.click(".o-mail-NotificationItem:has-text('Atendimento')")
        ana.click(".o-pact-WaitingPanel button")
        self._say(ana, "Um momento")
        ana.click(".o-mail-ChatWindow-header button:has-text('Lua')")
        ana.wait_for_selector(".o-dropdown--menu:has-text('Transfer')")
        self.picture(ana, "actions-390")
        self.assertLessEqual(ana.evaluate("document.body.scrollWidth"), POCKET["width"])

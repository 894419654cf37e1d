"""One customer, two agents and a supervisor: from a template to the last word."""

from common import Journey
from simulator import samples

BOX = ".o-mail-Composer-input:visible"
DIALOG = ".o-pact-StartDialog"
HEADER = ".o-mail-DiscussContent-header"
MARIA = ".o-mail-DiscussSidebarChannel:has-text('Maria Souza')"
NOTE = "Ela prefere o azul"


class TestWholeStory(Journey):
    # A microphone that beeps, and nobody who has to allow it.
    browser_flags = (
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
    )

    def test_as_it_is_done(self):
        """It is done when: started, answered, shown, handed over, finished, resumed."""
        self.tick("ana", "may_transfer")
        ana, bruno = self._agent("ana"), self._agent("bruno")
        phone = self.phone(language="pt-BR")
        self._start_with_a_template(ana, phone)
        self._answer_opens_the_box(ana, phone)
        self._send_a_picture(ana, phone)
        self._send_a_voice(ana, phone)
        self._hand_over(ana)
        self._finish(bruno)
        self._customer_comes_back(ana, bruno, phone)
        self._supervisor_steps_in(bruno, phone)

    def _agent(self, login):
        return self.agent(login, language="pt-BR")

    def _say(self, page, text):
        page.locator(BOX).first.fill(text)
        page.locator(BOX).first.press("Enter")
        page.wait_for_selector(f".o-mail-Message:has-text('{text}')")

    def _write(self, phone, text):
        phone.fill("#message", text)
        phone.click("#send")
        phone.wait_for_selector(f"#chat >> text={text}")

    def _start_with_a_template(self, ana, phone):
        """Maria never wrote: only a template reaches her."""
        ana.keyboard.press("Alt+Shift+N")
        ana.fill("#o-pact-start-contact", "(11) 98765-4321")
        ana.wait_for_selector(f"{DIALOG} [role=option]:has-text('98765-4321')")
        ana.keyboard.press("Enter")
        ana.wait_for_selector(".o-pact-StartDialog-contact")
        if name := ana.query_selector(".o-pact-StartDialog-name"):
            name.fill("Maria Souza")
            name.press("Tab")
        if ana.query_selector(".o-pact-StartDialog-team"):
            ana.select_option(".o-pact-StartDialog-team", index=1)
        ana.fill(".o-pact-StartDialog-subject", "A-17")
        ana.fill(f"{DIALOG} input[type=search]", "retomar")
        ana.fill(f"{DIALOG} [data-blank='body:2']", "A-17")
        ana.click(".o-pact-StartDialog-start")
        phone.wait_for_selector("#chat >> text=o atendimento A-17 agora?")
        ana.wait_for_selector(".o-pact-ComposerGate")
        self.assertEqual(ana.locator(BOX).count(), 0)

    def _answer_opens_the_box(self, ana, phone):
        self._write(phone, "Sim, agora")
        ana.wait_for_selector(BOX)
        self._say(ana, "Veja as cores")

    def _send_a_picture(self, ana, phone):
        picture = samples.load("image")
        file = {"name": "foto.jpg", "mimeType": picture.mime_type}
        ana.locator(".o-mail-Composer input[type=file]").first.set_input_files(
            {**file, "buffer": picture.content}
        )
        ana.wait_for_selector(".o-mail-Composer .o-mail-AttachmentList img")
        ana.wait_for_selector(".o-isUploading", state="detached")
        self._say(ana, "Esta aqui")
        phone.wait_for_selector("#chat img")

    def _send_a_voice(self, ana, phone):
        ana.click(".o-mail-Composer button[name='more-actions']")
        ana.click(".o-dropdown-item:has-text('Mensagem de voz')")
        ana.wait_for_selector(".o-mail-VoiceRecorder-elapsed:has-text('00 : 02')")
        ana.click(".o-mail-VoiceRecorder")
        ana.wait_for_selector(".o-mail-Composer .o-mail-VoicePlayer")
        ana.wait_for_selector(".o-isUploading", state="detached")
        ana.click(".o-mail-Composer button[name='send-message']")
        phone.wait_for_selector("#chat audio")

    def _hand_over(self, ana):
        ana.click(f"{HEADER} button[name=pact-transfer]")
        ana.click(".o-pact-TransferDialog-person .o_select_menu_toggler")
        ana.click(".o_select_menu_item:has-text('Bruno Reis')")
        ana.fill("#o-pact-transfer-note", NOTE)
        ana.click(".modal-footer .btn-primary")
        ana.wait_for_selector(MARIA, state="detached")

    def _finish(self, bruno):
        bruno.click(".o_notification button:has-text('Abrir')")
        bruno.wait_for_selector(f".o-pact-CustodyTimeline-note:has-text('{NOTE}')")
        bruno.click(f"{HEADER} button[name=pact-finish]")
        bruno.click(".o-pact-FinishDialog .o_select_menu_toggler")
        bruno.click(".o_select_menu_item:has-text('Troca')")
        bruno.click(".modal-footer .btn-primary")
        bruno.wait_for_selector(MARIA, state="detached")

    def _customer_comes_back(self, ana, bruno, phone):
        """Within the company's hours she gets the person she had."""
        self._write(phone, "E em verde?")
        bruno.click(MARIA)
        bruno.wait_for_selector(".o-mail-Message:has-text('E em verde?')")
        self.assertEqual(ana.locator(".o-pact-WaitingEntry").count(), 0)

    def _supervisor_steps_in(self, bruno, phone):
        page = self._agent("admin")
        page.goto(f"{self.product.url}/odoo/pact-conversations")
        page.click(".o_searchview .o_facet_remove")
        page.click(".o_data_row:has-text('Maria') [name=pact_state]")
        page.wait_for_selector(".o-mail-Message:has-text('E em verde?')")
        self.assertEqual(bruno.locator("text=entrou nesta conversa").count(), 0)
        page.click(f"{HEADER} button[name=pact-join]")
        bruno.wait_for_selector("text=entrou nesta conversa")
        self._say(page, "Chega na sexta")
        phone.wait_for_selector("#chat >> text=Chega na sexta")
        self.picture(page, "whole-story-1400")
